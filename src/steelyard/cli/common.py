"""What commands share: reading a casebook, errors, JSON, the console."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

DEFAULT_RUNS = Path("runs")

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.casebook.model import Casebook


def complete_case(incomplete: str) -> list[str]:
    """Return shipped casebooks and folders here that may be meant, for the shell."""
    from steelyard.casebook.reader import FRONT, shipped

    here = [path.parent.name for path in Path().glob(f"*/{FRONT}")]
    return sorted(n for n in {*shipped(), *here} if n.startswith(incomplete))


def complete_run(incomplete: str) -> list[str]:
    """Return runs in `runs/` that may be meant, for the shell."""
    ids = (path.parent.name for path in DEFAULT_RUNS.glob("*/run.json"))
    return sorted(id_ for id_ in ids if id_.startswith(incomplete))


Case = Annotated[
    str,
    typer.Argument(
        help="A casebook's folder, or the name of a shipped one.",
        autocompletion=complete_case,
    ),
]
RunName = Annotated[
    str,
    typer.Argument(
        metavar="RUN",
        help="A run: its folder, its id, or the start of its id.",
        autocompletion=complete_run,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON with stable keys.")]
Runs = Annotated[Path, typer.Option("--runs", help="Folder of the run store.")]
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="Same seed, same draws, same bytes.")
]


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
