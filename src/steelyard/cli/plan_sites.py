"""Print a plan of sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def show(out: Console, data: dict[str, Any]) -> None:
    """Print which sites open when, what binds, and how good the plan is."""
    if data.get("infeasible"):
        out.print(f"  no plan: {data['infeasible']['reason']}", markup=False)
        for limit in data["infeasible"]["conflict"]:
            out.print(f"  cannot hold together: {limit}", markup=False)
        return
    wanted = data["wanted"]
    low, high = wanted["band"]
    out.print(
        f"  places wanted at the height: {wanted['value']:,.0f} "
        f"({low:,.0f} to {high:,.0f})",
        markup=False,
    )
    for site in data["sites"]:
        if site["chosen"]:
            out.print(
                f"  {site['title']}: {site['largest']:,.0f} places, opens "
                f"{site['opens']}, closes {site['closes']}; bound by "
                f"{site['binding'].lower()}",
                markup=False,
            )
    out.print(
        f"  cost {data['objective'] / 1e6:,.0f} million USD, proven at least "
        f"{data['bound'] / 1e6:,.0f} (gap {data['gap']:.1%}), unmet "
        f"{data['unmet']:.1%} of need; {data['seconds']:.1f} s",
        markup=False,
    )
    for problem in data["checked"]["problems"]:
        out.print(f"  the checker found: {problem}", markup=False)
