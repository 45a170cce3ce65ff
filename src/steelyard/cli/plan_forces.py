"""Print a plan of forces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def show(out: Console, data: dict[str, Any]) -> None:
    """Print who is on duty in which status, the reserve, and how good the plan is."""
    for row in data["statuses"]:
        ruled = data["law"].get(row["id"], {}).get("domestic", "not judged")
        out.print(
            f"  {row['title']}: {row['mean']:,.0f} on duty in the mean, "
            f"{row['cost'] / 1e6:,.0f} million USD; law: {ruled}",
            markup=False,
        )
    if data["rule"] is not None:
        rule = data["rule"]
        out.print(
            f"  reserve: {data['reserve']:,.0f}, sent when need exceeds "
            f"{rule['start']:.2f} of its usual level, {rule['lead']} weeks later",
            markup=False,
        )
    out.print(
        f"  unmet: {data['unmet']:.1%} of need, {data['unmet_tail']:.1%} in the worst "
        "scenarios",
        markup=False,
    )
    out.print(
        f"  cost {data['objective'] / 1e6:,.0f} million USD with unmet need weighed "
        f"in, proven at least {data['bound'] / 1e6:,.0f} (gap {data['gap']:.3%}); "
        f"{data['seconds']:.1f} s",
        markup=False,
    )
    for price in data["shadow"][:3]:
        out.print(f"  {price['says']}", markup=False)
    for problem in data["checked"]:
        out.print(f"  the checker found: {problem}", markup=False)
