"""`steelyard export`: a run for other tools."""

from __future__ import annotations

from enum import StrEnum
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


class Form(StrEnum):
    """What a run can be written as."""

    CSV = "csv"
    PARQUET = "parquet"
    EMA = "ema"


_ENDING = {Form.CSV: ".csv", Form.PARQUET: ".parquet", Form.EMA: ".tar.gz"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export_command)


def export_command(
    run: RunName,
    *,
    to: Annotated[
        Form, typer.Option("--to", help="ema: for the EMA Workbench's load_results.")
    ] = Form.CSV,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file; RUN's id if left out.")
    ] = None,
    runs: Runs = DEFAULT_RUNS,
    as_json: Json = False,
) -> None:
    """Write a run's inputs, measures and outcomes for other tools."""
    from steelyard.study.store import StoreError, find_run
    from steelyard.weigh.export import export

    with bad_input():
        try:
            found = find_run(run, runs)
            name = f"{found.id}{_ENDING[to]}"
            written = export(found, to.value, out or Path(name))
        except StoreError as error:
            raise ValueError(str(error)) from None
    if as_json:
        print_json({"run": found.id, "file": written.as_posix(), "form": to.value})
    else:
        console().print(written.as_posix(), markup=False, highlight=False)
