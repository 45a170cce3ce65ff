"""Shadow prices in plain words: what one more of what is scarce would be worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.movement.instance import Floats, Instance
from steelyard.plan.movement.lagrangian import aircraft_worth
from steelyard.plan.movement.packed import THOUSAND
from steelyard.plan.movement.solve import Solution

SMALL = 1.0
"""USD below which nothing is said."""


@dataclass(frozen=True)
class Shadow:
    """What one more of something is worth over the horizon, USD.

    Attributes
    ----------
    kind
        `aircraft`, `readiness`, `parking`, `country_day` or `country_all`.
    what
        Id of type, place or country.
    peak
        First day of the greatest price, or -1.
    """

    kind: str
    what: str
    worth: float
    peak: int
    says: str


def shadows(solution: Solution) -> list[Shadow]:
    """Return shadow prices, the greatest first; they are rates at the margin."""
    instance, p, prices = solution.instance, solution.packed, solution.prices
    found = _aircraft(instance, solution)
    n = p.types * p.hubs
    for k, kind in enumerate(instance.fleets):
        if not kind.floor:
            continue
        row = prices.rows[n + k] / THOUSAND
        says = f"each {kind.title} kept within reach costs {{worth}} over the horizon"
        found.append(_shadow("readiness", kind.id, row, 1.0, says))
    for g, place in enumerate(p.grounds):
        row = prices.rows[n + p.types + g] / THOUSAND
        title = instance.titles.get(place, place)
        hours = 24.0
        says = f"one more parking place at {title} is worth {{worth}}"
        found.append(_shadow("parking", place, row, hours, says))
    for c, country in enumerate(p.countries):
        says = f"one person more a day taken by {country} is worth {{worth}}"
        found.append(
            _shadow("country_day", country, prices.day[c] / THOUSAND, 1.0, says)
        )
        says = f"one person more in all taken by {country} is worth {{worth}}"
        one = np.array([prices.all[c] / THOUSAND])
        found.append(_shadow("country_all", country, one, 1.0, says))
    kept = [s for s in found if s.worth >= SMALL]
    return sorted(kept, key=lambda s: -s.worth)


def _shadow(
    kind: str,
    what: str,
    row: Floats,
    times: float,
    says: str,
) -> Shadow:
    worth = float(row.sum()) * times
    peak = int(row.argmax()) if row.size and row.max() > 0 else -1
    return Shadow(kind, what, worth, peak, says.format(worth=f"{worth:,.0f} USD"))


def _aircraft(instance: Instance, solution: Solution) -> list[Shadow]:
    found = []
    p, prices = solution.packed, solution.prices
    n = p.types * p.hubs
    for k, kind in enumerate(instance.fleets):
        worth, hub = aircraft_worth(instance, p, prices, k)
        worth /= THOUSAND
        row = prices.rows[:n].reshape(p.types, p.hubs, p.days)[k, hub]
        peak = int(row.argmax()) if row.max() > 0 else -1
        name = instance.hubs[hub]
        title = instance.titles.get(name, name)
        says = (
            f"one more {kind.title} is worth {worth:,.0f} USD, based first at {title}"
        )
        found.append(Shadow("aircraft", kind.id, worth, peak, says))
    return found
