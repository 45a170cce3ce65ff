"""What commands share: reading a casebook, errors, JSON, the console."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.casebook.model import Casebook

Case = Annotated[
    str, typer.Argument(help="A casebook's folder, or the name of a shipped one.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON with stable keys.")]
Runs = Annotated[Path, typer.Option("--runs", help="Folder of the run store.")]

DEFAULT_RUNS = Path("runs")


def console(*, stderr: bool = False) -> Console:
    """Return a console for people."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=stderr)


@contextmanager
def bad_input() -> Iterator[None]:
    """Turn errors that a user can mend into lines on stderr and exit 2."""
    from steelyard.casebook.problems import CasebookError

    try:
        yield
    except CasebookError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        count = len(error.problems)
        noun = "problem" if count == 1 else "problems"
        print(f"{count} {noun}; nothing was written", file=sys.stderr)  # noqa: T201
        raise typer.Exit(2) from None
    except ValueError as error:
        print(f"steelyard: {error}", file=sys.stderr)  # noqa: T201
        raise typer.Exit(2) from None


def open_case(case: str) -> Casebook:
    """Open a casebook."""
    from steelyard.casebook.reader import open_casebook

    return open_casebook(case)


def print_json(data: Any) -> None:
    """Print JSON to standard output."""
    json.dump(data, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def parse_readings(texts: list[str]) -> dict[str, str]:
    """Read `PROP=READING` texts.

    Raises
    ------
    ValueError
        If one is not of that form, or a proposition is given two readings.
    """
    readings: dict[str, str] = {}
    for text in texts:
        prop, sign, value = text.partition("=")
        if not (prop and sign and value):
            raise ValueError(f"'{text}' is no reading; write --reading PROP=READING")
        if readings.get(prop, value) != value:
            raise ValueError(f"'{prop}' is given two readings")
        readings[prop] = value
    return readings
