"""`steelyard import`: official files into tidy tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from steelyard.cli.common import Json, bad_input, console, print_json


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
    as_json: Json = False,
) -> None:
    """Turn an agency's file into a tidy table, its totals checked."""
    from steelyard.casebook.importers import import_file, write_csv

    with bad_input():
        table = import_file(kind, file)
        if out is not None:
            write_csv(table, out)
        elif not as_json:
            typer.echo(table.csv(), nl=False)
    if as_json:
        data: dict[str, Any] = {
            "kind": kind,
            "rows": len(table.rows),
            "out": out.as_posix() if out else None,
            "notes": list(table.notes),
        }
        if out is None:
            data["csv"] = table.csv()
        print_json(data)
        return
    told = console(stderr=True)
    for note in table.notes:
        told.print(f"note: {note}", markup=False)
    if out is not None:
        told.print(f"{len(table.rows):,} rows in {out}", markup=False)
