"""`steelyard serve`: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import DEFAULT_RUNS, bad_input, console

if TYPE_CHECKING:
    from steelyard.tell.web.access import Access
    from steelyard.tell.web.queue import Limits


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve_command)


def serve_command(
    runs: Annotated[
        Path, typer.Option("--runs", help="Folder of the run store.")
    ] = DEFAULT_RUNS,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")
    ] = 8309,
    host: Annotated[
        str, typer.Option("--host", help="Address to bind to; others need a token.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="STEELYARD_TOKEN",
            help="Secret that readers must show; better given by STEELYARD_TOKEN.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, max=64, help="Jobs at a time; half the cores."),
    ] = None,
    minutes: Annotated[
        float, typer.Option("--minutes", min=0.1, help="Time that one job may take.")
    ] = 60.0,
    memory: Annotated[
        float, typer.Option("--memory", min=0.5, help="GiB that one job may take.")
    ] = 6.0,
) -> None:
    """Open the workbench to a browser on this machine: casebooks, runs, jobs."""
    from steelyard.tell.web.access import Access
    from steelyard.tell.web.queue import Limits

    with bad_input():
        access = Access(host, token)
        if runs.exists() and not runs.is_dir():
            raise ValueError(f"{runs} is not a folder")
    limits = Limits(
        running=jobs or Limits.running,
        seconds=60 * minutes,
        memory=int(memory * 2**30),
    )
    _run(runs, port, access, limits)


def _run(runs: Path, port: int, access: Access, limits: Limits) -> None:
    import uvicorn

    from steelyard.tell.web.thrift import few_arenas

    few_arenas()

    from steelyard.tell.web.app import create_app

    shown = f"[{access.host}]" if ":" in access.host else access.host
    told = console(stderr=True)
    told.print(f"serving {runs} at http://{shown}:{port}/", markup=False)
    if access.token is not None:
        told.print("readers open it once with ?token=..., then by cookie", markup=False)
    uvicorn.run(
        create_app(runs, access, limits),
        host=access.host,
        port=port,
        log_level="warning",
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
