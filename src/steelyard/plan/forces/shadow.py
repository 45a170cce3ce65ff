"""Shadow prices of a plan of forces, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.plan.forces.benders import ForcePlan

LEAST = 1.0
"""Money below which a price is not worth a sentence."""


def worths(plan: ForcePlan, titles: Mapping[str, str]) -> list[dict[str, object]]:
    """Return what one more person in each limit would save, dearest first.

    Prices hold for a small change about the plan, by linear duality of the first
    stage with the cuts that are there.
    """
    found = []
    for name, prices in plan.prices.items():
        kind, _, id_ = name.partition(":")
        worth = float(-prices.sum())
        if kind == "there" or worth < LEAST:
            continue
        title = titles.get(id_, id_)
        what = {
            "pool": f"one more person in the pool of {title}",
            "ceiling": f"one more place under the ceiling of {title}",
        }[kind]
        says = f"{what} would lower the weighed cost by about {worth:,.0f} USD"
        found.append({"limit": name, "worth": worth, "says": says})
    return sorted(found, key=lambda item: -float(str(item["worth"])))
