"""`steelyard new`: a casebook to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from steelyard.cli.common import Json, bad_input, complete_case, console, print_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new")(new)


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    origin: Annotated[
        str,
        typer.Option(
            "--from", help="Casebook to start from.", autocompletion=complete_case
        ),
    ] = "blank",
    as_json: Json = False,
) -> None:
    """Write a new casebook, blank or copied from another."""
    from steelyard.casebook.template import new_casebook

    with bad_input():
        files = new_casebook(folder, origin)
    if as_json:
        print_json({"folder": folder.as_posix(), "files": files})
        return
    out = console()
    out.print(f"{len(files)} files in {folder}", markup=False)
    out.print(f"next: steelyard check {folder}", markup=False)
