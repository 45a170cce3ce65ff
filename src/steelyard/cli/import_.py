"""`steelyard import`: official files into tidy tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from steelyard.cli.common import bad_input, console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_command)


def import_command(
    kind: Annotated[str, typer.Argument(help="Kind of file, e.g. cbp-drugs.")],
    file: Annotated[Path, typer.Argument(help="The agency's file.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="CSV to write; standard output if none."),
    ] = None,
) -> None:
    """Turn an agency's file into a tidy table, its totals checked."""
    from steelyard.casebook.importers import import_file, write_csv

    with bad_input():
        table = import_file(kind, file)
        if out is not None:
            write_csv(table, out)
        else:
            typer.echo(table.csv(), nl=False)
    told = console(stderr=True)
    for note in table.notes:
        told.print(f"note: {note}", markup=False)
    if out is not None:
        told.print(f"{len(table.rows):,} rows in {out}", markup=False)
