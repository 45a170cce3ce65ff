"""How `steelyard plan --part loop` prints its rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def show(out: Console, data: dict[str, Any]) -> None:
    """Print plan beside simulation, round by round, and why it ended."""
    from rich.table import Table

    days = ", ".join(f"{name} {n} days" for name, n in data["within_days"].items())
    out.print(
        f"  target: {data['target']:.1%} of people leave when due ({days}); "
        f"{data['futures']} futures, bands are the {data['band']}",
        markup=False,
    )
    table = Table(box=None, pad_edge=False)
    names = ("round", "planned for", "million USD", "gap", "seats", "seats flown",
             "on time, plan", "on time, simulated", "futures that hold")  # fmt: skip
    for name in names:
        table.add_column(name, justify="right")
    for row in data["rounds"]:
        told, seats = row["simulated_service"], row["seats_flown"]
        table.add_row(
            str(row["round"]),
            ", ".join(f"x {x:.2f}" for x in row["margin"].values()),
            f"{row['cost'] / 1e6:,.1f}",
            f"{row['gap']:.1%}",
            f"{row['seats']:,}",
            f"{seats['value']:,.0f} ({seats['low']:,.0f} to {seats['high']:,.0f})",
            f"{row['planned_service']:.1%}",
            f"{told['value']:.1%} ({told['low']:.0%} to {told['high']:.0%})",
            f"{row['futures_that_hold']:.0%}",
        )
    out.print(table)
    out.print(f"  ended: {data['why']}; {data['seconds']:.0f} s", markup=False)
