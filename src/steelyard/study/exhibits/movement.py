"""The exhibit `movement`: what it would take to move the people of a course."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES
from steelyard.plan.movement.data import question
from steelyard.plan.movement.geometry import arc
from steelyard.plan.movement.movement import movement, staggering
from steelyard.plan.movement.solve import GLANCE
from steelyard.study.exhibits.order import Order

DAYS = 91
"""Days from the start that the page shows."""

LEAN_DAYS = 42
"""Days of the case with few civil aircraft, and of the floors."""

WEEK = 7


def movement_exhibit(order: Order) -> dict[str, Any] | None:
    """Return a movement plan for the page, None if no course moves anybody.

    The course with the most people to move is planned, over the first days and with
    a fixed effort: neither the futures of a run nor the machine enter.
    """
    casebook = order.casebook
    course = most_moved(casebook, order.courses)
    if course is None:
        return None
    plan = movement(casebook, course, seed=order.seed, effort=GLANCE, days=DAYS)
    if plan is None or plan.solution is None:
        return None if plan is None else {"course": course, **plan.as_json()}
    data = plan.as_json()
    lean = _lean(casebook)
    return {
        "course": course,
        "days": data["days"],
        "start": data["start"],
        "summary": _summary(data),
        "basis": _basis(casebook, data["quantities"]),
        "quantities": data["quantities"],
        "model": "steelyard.plan.movement",
        "fleets": [_fleet(row) for row in data["fleets"]],
        "waiting": _weekly(data["waiting"]),
        "late": _weekly(data["late"]),
        "routes": _routes(casebook, data),
        "shadow_prices": data["shadow_prices"],
        "cannot_be_on_time": data["cannot_be_on_time"],
        "closed_form": data["closed_form"][:12],
        "unmoved": data["unmoved"],
        "leg": _leg(data),
        "assumes": data["assumes"],
        "lean": _floors(casebook, course, lean, order.seed),
    }


def most_moved(casebook: Casebook, courses: tuple[str, ...]) -> str | None:
    """Return the course with the most people to move, the first of equals."""
    best: tuple[int, int, str] | None = None
    for i, course in enumerate(courses):
        asked = question(casebook, course, days=LEAN_DAYS)
        if asked is None or not asked.instance.queues:
            continue
        key = (asked.instance.people, -i, course)
        if best is None or key[:2] > best[:2]:
            best = key
    return None if best is None else best[2]


def _summary(data: dict[str, Any]) -> dict[str, Any]:
    keys = ("objective", "bound", "gap", "people", "cost", "steps", "unit", "says")
    found = {key: data[key] for key in keys}
    return {**found, "feasible": data["checked"]["feasible"]}


def _basis(casebook: Casebook, used: list[str]) -> dict[str, int]:
    kinds = [casebook.quantities[id_].basis for id_ in used]
    return {basis: kinds.count(basis) for basis in BASES if basis in kinds}


def _weekly(days: list[float]) -> list[float]:
    """Return means by week."""
    weeks = [days[i : i + WEEK] for i in range(0, len(days), WEEK)]
    return [round(sum(week) / len(week), 2) for week in weeks]


def _fleet(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("id", "title", "civil", "mode", "available", "flights", "hours", "cost",
            "use", "peak", "days_emptied", "floor", "least_within_reach")  # fmt: skip
    found = {key: row[key] for key in keys}
    found["used"] = _weekly(row["used_by_day"])
    found["within"] = _weekly(row["within_by_day"])
    return found


def _routes(casebook: Casebook, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what flew from where to where, with points along the great circle."""
    assert casebook.movement is not None
    airports = casebook.movement.airports
    flown: dict[tuple[str, str, str], int] = {}
    for row in data["flights"]:
        way = data["missions"][row["mission"]]
        for leg in way["legs"]:
            if leg["people"]:
                key = (leg["from"], leg["to"], row["demand"])
                flown[key] = flown.get(key, 0) + row["flights"]
    moved = {row["id"]: row["moved"] for row in data["demand"]}
    found = []
    for (a, b, demand), flights in flown.items():
        ends = [(airports[x].lat, airports[x].lon) for x in (a, b)]
        points = [[round(x, 2), round(y, 2)] for x, y in arc(ends[0], ends[1], 17)]
        found.append(
            {
                "from": airports[a].title,
                "to": airports[b].title,
                "demand": demand,
                "flights": flights,
                "people": moved[demand],
                "points": points,
            }
        )
    return sorted(found, key=lambda r: -r["flights"])


def _leg(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the mission that flies most, to be checked by hand."""
    count: dict[str, int] = {}
    for row in data["flights"]:
        count[row["mission"]] = count.get(row["mission"], 0) + row["flights"]
    if not count:
        return None
    most = max(count, key=lambda key: (count[key], key))
    return {**data["missions"][most], "flights": count[most]}


def _lean(casebook: Casebook) -> dict[str, float]:
    """Return civil fleets at the low end of their ranges, demand at the high end."""
    movement_file = casebook.movement
    assert movement_file is not None
    found = {}
    for fleet in movement_file.fleets.values():
        quantity = casebook.quantities[fleet.available]
        if fleet.civil and fleet.mode == "air":
            found[fleet.available] = bounds(quantity)[0]
    for item in movement_file.demand:
        if item.scale:
            found[item.scale] = bounds(casebook.quantities[item.scale])[1]
    return found


def _floors(
    casebook: Casebook, course: str, values: dict[str, float], seed: int
) -> dict[str, Any] | None:
    """Return what a floor costs where military aircraft are needed most."""
    plan = movement(
        casebook, course, seed=seed, effort=GLANCE, values=values, days=LEAN_DAYS,
        explain=False,
    )  # fmt: skip
    if plan is None or plan.solution is None:
        return None
    data = plan.as_json()
    military = [r for r in data["fleets"] if not r["civil"] and r["mode"] == "air"]
    if not military:
        return None
    most = max(military, key=lambda r: (r["use"] * r["available"], r["id"]))
    have = int(most["available"])
    floors = tuple(sorted({0, have // 2, (9 * have) // 10}))
    curve = staggering(
        casebook, course, most["id"], floors, seed=seed, effort=GLANCE,
        values=values, days=LEAN_DAYS,
    )  # fmt: skip
    return {
        "values": values,
        "days": data["days"],
        "fleet": most["title"],
        "available": have,
        "summary": _summary(data),
        "fleets": [_fleet(row) for row in data["fleets"]],
        "shadow_prices": data["shadow_prices"],
        "curve": curve,
    }
