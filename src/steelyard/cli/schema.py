"""`steelyard schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from steelyard.cli.common import Json, bad_input, console, print_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = Path(
        "schemas"
    ),
    as_json: Json = False,
) -> None:
    """Write a JSON Schema for each file of a casebook, for use in editors."""
    from steelyard.casebook.json_schema import write_schemas

    with bad_input():
        names = write_schemas(out)
    if as_json:
        print_json({"folder": out.as_posix(), "files": names})
        return
    console().print(f"{len(names)} schemas in {out}", markup=False)
