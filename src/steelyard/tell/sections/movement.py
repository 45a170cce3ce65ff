"""What it would take to move the people of a course."""

from __future__ import annotations

from functools import partial
from typing import Any

from markupsafe import Markup

from steelyard.tell.charts.floor_curve import floor_curve
from steelyard.tell.charts.movement_map import movement_map
from steelyard.tell.charts.weekly_lines import weekly_lines
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import (
    amount,
    dollars,
    listing,
    number,
    percent,
    rounded,
    sentence,
)


def render(m: Material) -> Markup:
    """Return the section."""
    found = m.exhibit("movement")
    if not m.ran("movement", "sites", "forces"):
        return Markup()  # the whole step is listed as not evaluated
    planned = bool(found and found.get("summary"))
    rounds = m.exhibit("loop")
    return m.render(
        "movement.html.j2",
        move=found,
        planned=planned,
        course=m.title(found["course"]) if found else "",
        map=_map(m, found) if found and planned and found["routes"] else None,
        use=_use(m, found) if found and planned else None,
        wait=_wait(m, found) if found and planned else None,
        curve=_curve(m, found["lean"]) if found and found.get("lean") else None,
        loop_shown=rounds,
        loop_course=m.title(rounds["course"]) if rounds else "",
        rounded=lambda v: number(rounded(v)),
        usd=_usd,
        who=partial(_who, m),
        airport=partial(_airport, m),
        dollars=dollars,
        percent=percent,
        basis=_basis(found) if found and planned else "",
    )


def _usd(value: float) -> str:
    return amount(rounded(value), "USD")


def _who(m: Material, demand: str) -> str:
    """Say who is moved, in the words of the quantity that counts them."""
    held = m.casebook.movement.demand if m.casebook.movement else ()
    counted = {d.id: d.people for d in held}.get(demand, "")
    known = m.casebook.quantities.get(counted)
    return known.says if known and known.says else demand


def _airport(m: Material, id_: str) -> str:
    held = m.casebook.movement.airports if m.casebook.movement else {}
    return held[id_].title if id_ in held else id_


def _basis(found: dict[str, Any]) -> str:
    """Say how many quantities the plan rests on, by basis."""
    named = {"planning_factor": "planning factors"}
    parts = [f"{n} {named.get(b, b)}" for b, n in found["basis"].items()]
    return f"{len(found['quantities'])} quantities ({listing(parts)})"


def _map(m: Material, found: dict[str, Any]) -> Plate:
    rows = [
        (r["from"], r["to"], sentence(_who(m, r["demand"])), str(r["flights"]))
        for r in found["routes"]
    ]
    return m.plates.add(
        "movement-map",
        movement_map(found["routes"]),
        "Flights with people aboard, along great circles; a wider line is more "
        "flights. The grid is longitude and latitude; coasts are not drawn.",
        "Lines between airports on a grid of longitude and latitude.",
        ("from", "to", "who", "flights"),
        rows,
    )


def _use(m: Material, found: dict[str, Any]) -> Plate | None:
    fleets = [f for f in found["fleets"] if f["mode"] == "air" and f["flights"]]
    fleets += [f for f in found["fleets"] if f["floor"] and f not in fleets]
    if not fleets:
        return None
    lines = {f["title"]: f["used"] for f in fleets if f["flights"]}
    lines |= {f"{f['title']}, within reach": f["within"] for f in fleets if f["floor"]}
    floors = {f["title"]: float(f["floor"]) for f in fleets if f["floor"]}
    rows = [(name, *(f"{v:.1f}" for v in values)) for name, values in lines.items()]
    weeks = len(next(iter(lines.values())))
    return m.plates.add(
        "movement-use",
        weekly_lines(lines, found["start"], "aircraft", floors),
        "Aircraft at work, means by week, and those within reach of the hub that the "
        "floor counts from; the dashed rule is the floor.",
        "Lines of aircraft at work by week for each type.",
        ("type", *(f"week {i + 1}" for i in range(weeks))),
        rows,
    )


def _wait(m: Material, found: dict[str, Any]) -> Plate:
    lines = {"waiting": found["waiting"], "of them overdue": found["late"]}
    weeks = range(len(found["waiting"]))
    rows = [(str(i + 1), f"{found['waiting'][i]:,.0f}", f"{found['late'][i]:,.0f}")
            for i in weeks]  # fmt: skip
    return m.plates.add(
        "movement-waiting",
        weekly_lines(lines, found["start"], "people"),
        "People who wait at the end of a day, means by week.",
        "Two lines of people waiting and overdue by week.",
        ("week", "waiting", "overdue"),
        rows,
    )


def _curve(m: Material, lean: dict[str, Any]) -> Plate | None:
    solved = [r for r in lean["curve"] if r["objective"] is not None]
    if not solved:
        return None
    rows = [
        (str(r["floor"]), f"{r['objective'] / 1e6:,.1f}", f"{r['bound'] / 1e6:,.1f}")
        for r in solved
    ]
    return m.plates.add(
        "movement-floor",
        floor_curve(lean["curve"], lean["fleet"]),
        "What keeping aircraft back costs, where civil aircraft are few: the line is "
        "the plan found, the bar reaches down to what no plan can be below.",
        "Cost of the plan against the number of aircraft kept within reach.",
        ("kept", "million USD", "bound"),
        rows,
    )
