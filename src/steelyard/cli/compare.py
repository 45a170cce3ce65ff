"""`steelyard compare`: what two runs say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from steelyard.weigh.compare import Comparison


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(compare_command)


def compare_command(
    first: RunName,
    second: RunName,
    *,
    runs: Runs = DEFAULT_RUNS,
    as_json: Json = False,
) -> None:
    """Say what changed between two runs, and what came of it."""
    from steelyard.study.store import StoreError, find_run
    from steelyard.weigh.compare import compare

    with bad_input():
        try:
            found = compare(find_run(first, runs), find_run(second, runs))
        except StoreError as error:
            raise ValueError(str(error)) from None
    if as_json:
        print_json(found.as_json())
    else:
        _show(found)


def _show(found: Comparison) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.print(f"{found.first} -> {found.second}", markup=False, highlight=False)
    said = [c for c in found.changes if c.kind not in ("card", "file")]
    if said:
        table = Table("what", "before", "after", box=None, pad_edge=False)
        for c in said:
            cells = (f"{c.kind} {c.id}", c.before or "none", c.after or "none")
            table.add_row(*(Text(cell) for cell in cells))
        out.print(table)
    else:
        out.print("both were asked the same of the same casebook")
    moved = [s for s in found.shifts if s.difference or s.low or s.high]
    still = len(found.shifts) - len(moved)
    if moved:
        table = Table(box=None, pad_edge=False)
        table.add_column("course")
        table.add_column("measure")
        for name in ("before", "after", "difference", "5 % to 95 %"):
            table.add_column(name, justify="right")
        for s in moved:
            band = "" if s.low is None else f"{s.low:,.4g} to {s.high:,.4g}"
            numbers = (f"{v:,.4g}" for v in (s.before, s.after, s.difference))
            head = (Text(s.course), Text(f"{s.title}, {s.unit}"))
            table.add_row(*head, *numbers, band)
        out.print(table)
    out.print(f"{still} pairs of course and measure did not move", highlight=False)
