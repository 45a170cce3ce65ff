"""The exhibit `sites`: where each course would open sites, and how plans did before."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from steelyard.plan.amounts import Amounts
from steelyard.plan.sites.distance import position
from steelyard.plan.sites.past import past
from steelyard.plan.sites.read import read
from steelyard.plan.sites.sites import sites as plan_sites
from steelyard.plan.sites.spread import spread
from steelyard.plan.sites.wanted import wanted
from steelyard.study.exhibits.order import Order

SCENARIOS, MOST, NODES = 6, 6, 15


def sites(order: Order) -> dict[str, Any] | None:
    """Return a plan for each need of places, the dispersal curve, earlier operations.

    Courses that want the same places share a plan. Scenarios are the exhibit's own,
    fewer than the run's futures.
    """
    casebook = order.casebook
    if casebook.sites is None:
        return None
    amounts = Amounts(casebook)
    groups: dict[tuple[float, ...], list[str]] = {}
    for course in order.courses:
        places = wanted(casebook, amounts, course)
        if places.max(initial=0.0) > 0:
            groups.setdefault(tuple(places), []).append(course)
    plans = []
    for courses in groups.values():
        found = plan_sites(casebook, courses[0], seed=order.seed, scenarios=SCENARIOS)
        if found is not None:
            data = {**found.as_json(), "courses": courses}
            data.pop("seconds", None)
            plans.append(data)
    curve: list[dict[str, Any]] = []
    if groups:
        first = next(iter(groups.values()))[0]
        reading = read(casebook, amounts, first, SCENARIOS, order.seed)
        if reading is not None:
            curve = [asdict(p) for p in spread(reading.problem, MOST, NODES)]
    areas = [
        {"id": id_, "title": a.title, "at": position(casebook, a)}
        for id_, a in casebook.sites.areas.items()
    ]
    return {
        "scenarios": SCENARIOS,
        "plans": plans,
        "areas": [
            {"id": a["id"], "title": a["title"], "lat": a["at"][0], "lon": a["at"][1]}
            for a in areas
        ],
        "spread": curve,
        "past": [p.as_json() for p in past(casebook, amounts, NODES)],
        "titles": {i: c.title for i, c in casebook.sites.candidates.items()},
    }
