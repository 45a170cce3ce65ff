"""`steelyard dossier`: a finished run as one file, and as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from steelyard.cli.common import DEFAULT_RUNS, Runs, bad_input, console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dossier")(dossier_command)


def dossier_command(
    run: Annotated[
        str, typer.Argument(help="A run: its folder, its id, or the start of its id.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File to write; in the run if none."),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print to PDF too, where a browser is there.")
    ] = False,
    runs: Runs = DEFAULT_RUNS,
) -> None:
    """Write the dossier of a finished run as one self-contained HTML file."""
    from steelyard.study.store import StoreError, find_run
    from steelyard.tell.dossier import dossier

    with bad_input():
        try:
            page = dossier(find_run(run, runs), out)
        except StoreError as error:
            raise ValueError(str(error)) from None
    told = console()
    told.print(page.as_posix(), markup=False, soft_wrap=True)
    if pdf:
        _print_pdf(page)


def _print_pdf(page: Path) -> None:
    from steelyard.study.store import StoreError
    from steelyard.tell.pdf import NoBrowserError, write_pdf

    try:
        path = write_pdf(page)
    except (NoBrowserError, StoreError) as error:
        console(stderr=True).print(f"no PDF: {error}", markup=False)
        raise typer.Exit(1) from None
    console().print(path.as_posix(), markup=False, soft_wrap=True)
