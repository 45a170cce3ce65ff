"""How `steelyard plan` prints a movement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def show(out: Console, data: dict[str, Any]) -> None:
    """Print a movement plan, as its JSON gives it."""
    for item in data["unmoved"]:
        text = (
            f"  not moved: {item['people']:,} people of {item['demand']}: {item['why']}"
        )
        out.print(text, markup=False)
    if data["objective"] is None:
        out.print(f"  no plan: {data['infeasible']['says']}", markup=False)
        return
    people = data["people"]
    out.print(
        f"  {people['moved']:,} of {people['asked']:,} people moved; "
        f"{people['overdue_at_end']:,} overdue at the end, "
        f"{people['person_days_late']:,} person-days late, at most "
        f"{people['most_waiting']:,} waiting",
        markup=False,
    )
    out.print(
        f"  {data['objective'] / 1e6:,.2f} million USD ({data['unit']}); bound "
        f"{data['bound'] / 1e6:,.2f}, gap {100 * data['gap']:.2f} percent, "
        f"{data['seconds']:.0f} s",
        markup=False,
    )
    out.print(f"  {data['says']}", markup=False)
    good = "holds" if data["checked"]["feasible"] else "DOES NOT HOLD"
    out.print(f"  counted anew, mission by mission: {good}", markup=False)
    for problem in data["checked"]["problems"]:
        out.print(f"    {problem}", markup=False)
    _costs(out, data["cost"])
    _fleets(out, data["fleets"])
    late = data["cannot_be_on_time"]
    if late:
        out.print(f"\n  what breaks first: {late['says']}", markup=False)
    _worth(out, data["shadow_prices"])
    _closed(out, data["closed_form"])


def _costs(out: Console, cost: dict[str, float]) -> None:
    parts = [f"{k.replace('_', ' ')} {v / 1e6:,.2f}" for k, v in cost.items()]
    out.print(f"  million USD: {', '.join(parts)}", markup=False)


def _fleets(out: Console, fleets: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    names = ("fleet", "at hand", "flights", "hours", "million USD", "use", "emptied")
    for name in (*names, "floor"):
        table.add_column(name, justify="left" if name == "fleet" else "right")
    for row in fleets:
        floor = f"{row['floor']} ({row['least_within_reach']:.1f} kept)"
        table.add_row(
            row["title"],
            str(row["available"]),
            f"{row['flights']:,}",
            f"{row['hours']:,.0f}",
            f"{row['cost'] / 1e6:,.2f}",
            f"{100 * row['use']:.0f} %",
            f"{row['days_emptied']} d",
            floor if row["floor"] else "",
        )
    out.print(table)


def _worth(out: Console, prices: list[dict[str, Any]]) -> None:
    if prices:
        out.print("\n  what one more would be worth, at the margin:")
    for price in prices[:8]:
        out.print(f"    {price['says']}", markup=False)


def _closed(out: Console, rows: list[dict[str, Any]]) -> None:
    out.print("\n  the planner's closed form, one type doing nothing else:")
    for row in rows[:6]:
        park = row["people_per_day_by_parking"]
        text = f"{row['people_per_day_by_fleet']:,.0f} a day by hours"
        if park is not None:
            text += f", {park:,.0f} by parking"
        asked = row["people_per_day_asked"]
        out.print(
            f"    {row['demand']}, {row['fleet']}: {text}; {asked:,.0f} asked",
            markup=False,
        )
