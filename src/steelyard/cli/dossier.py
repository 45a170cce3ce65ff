"""`steelyard dossier`: a finished run as one file, and as a PDF."""

from __future__ import annotations

from pathlib import Path
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
    app.command("dossier")(dossier_command)


def dossier_command(
    run: RunName,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File to write; in the run if none."),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print to PDF too, where a browser is there.")
    ] = False,
    runs: Runs = DEFAULT_RUNS,
    as_json: Json = False,
) -> None:
    """Write the dossier of a finished run as one self-contained HTML file."""
    from steelyard.study.store import StoreError, find_run
    from steelyard.tell.dossier import dossier

    with bad_input():
        try:
            found = find_run(run, runs)
            page = dossier(found, out)
        except StoreError as error:
            raise ValueError(str(error)) from None
    told = console()
    if not as_json:
        told.print(page.as_posix(), markup=False, soft_wrap=True)
    printed = _print_pdf(page) if pdf else None
    if as_json:
        written = printed.as_posix() if printed else None
        print_json({"run": found.id, "dossier": page.as_posix(), "pdf": written})
    elif printed:
        told.print(printed.as_posix(), markup=False, soft_wrap=True)


def _print_pdf(page: Path) -> Path:
    from steelyard.study.store import StoreError
    from steelyard.tell.pdf import NoBrowserError, write_pdf

    try:
        return write_pdf(page)
    except (NoBrowserError, StoreError) as error:
        console(stderr=True).print(f"no PDF: {error}", markup=False)
        raise typer.Exit(1) from None
