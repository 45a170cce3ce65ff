"""A lift in the terminal: each variant's busiest day beside what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.stress.people.history import Outcome


def lifts(outcome: Outcome, out: Console) -> None:
    """Print the variants of a lift with their errors, and what was known only later."""
    from rich.table import Table

    from steelyard.stress.people.history.outcome import iso

    first = outcome.lifts[0]
    flights = f", {first.came_flights:,.0f} flights" if first.came_flights else ""
    several = abs(first.came_mean - first.came) > 0.5
    mean = f"; {first.came_mean:,.0f} a day on average" if several else ""
    out.print(
        f"  busiest day {iso(first.came_on)}: {first.came:,.0f} people{flights}{mean}"
    )
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("  variant", no_wrap=True)
    names = ["closed", "planned", "band", "error", "flights", "error"]
    for name in [*names, *(["of mean"] if several else [])]:
        table.add_column(name, justify="right", no_wrap=True)
    for lift in outcome.lifts:
        table.add_row(
            f"  {lift.id}",
            f"{lift.closed_form:,.0f}",
            f"{lift.programme:,.0f}",
            f"{lift.low:,.0f}-{lift.high:,.0f}",
            f"{lift.error:+.0%}",
            f"{lift.flights:,}",
            _signed(lift.error_flights),
            *([f"{lift.error_mean:+.0%}"] if several else []),
        )
    out.print(table)
    out.print(
        "  [dim]closed: the planner's closed form; planned: the programme's whole "
        "flights; errors of the busiest day, and of people on the mean day[/]"
    )
    for lift in outcome.lifts:
        later = f" Known only later: {lift.afterwards}" if lift.afterwards else ""
        out.print(
            f"  [dim]{lift.id}: {lift.title}; least is allowed by "
            f"the {lift.binds}.{later}[/]"
        )
        for problem in lift.problems:
            out.print(f"  [yellow]{lift.title}: {problem}[/]")


def _signed(error: float | None) -> str:
    return "" if error is None else f"{error:+.0%}"
