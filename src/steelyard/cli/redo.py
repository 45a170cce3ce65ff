"""`steelyard redo`: make a run again and compare every byte."""

from __future__ import annotations

from typing import Annotated

import typer

from steelyard.cli.common import (
    DEFAULT_RUNS,
    Json,
    RunName,
    Runs,
    bad_input,
    console,
    print_json,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("redo")(redo_command)


def redo_command(
    run: RunName,
    *,
    runs: Runs = DEFAULT_RUNS,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Threads; cores if none.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a run again from its own copy of the casebook and compare every byte."""
    from steelyard.study.store import StoreError, find_run
    from steelyard.weigh.redo import redo

    with bad_input():
        try:
            found = redo(find_run(run, runs), workers)
        except StoreError as error:
            raise ValueError(str(error)) from None
    if as_json:
        print_json(found.as_json())
    else:
        out = console()
        if found.different:
            out.print(f"{len(found.different)} files differ:", markup=False)
            for name in found.different:
                out.print(f"  {name}", markup=False)
        else:
            count = len(found.same)
            out.print(f"{found.run}: {count} files made again, bit for bit the same")
        for text in found.versions:
            out.print(f"other version now: {text}", markup=False)
    if found.different:
        raise typer.Exit(1)
