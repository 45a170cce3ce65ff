"""When to change course, and what to watch."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.tell.charts.metro import Track, metro
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import amount, percent, rounded


def render(m: Material) -> Markup:
    """Return the section."""
    data = m.exhibit("weigh")
    paths = data.get("pathways", []) if data else []
    if not paths:
        return Markup()
    shown = [
        {
            "path": p,
            "plate": _plate(m, p),
            "sequences": [_sequence(m, s) for s in p["sequences"]],
            "signposts": [_signpost(m, p, s) for s in p["signposts"]],
        }
        for p in paths
    ]
    return m.render("pathways.html.j2", shown=shown)


def _plate(m: Material, path: dict[str, Any]) -> Plate:
    tracks, rows = [], []
    halved = any(t["middle"] is not None for t in path["courses"].values())
    tick = " Tick: where half have ended." if halved else ""
    for course, t in path["courses"].items():
        never = f"{percent(t['never'])} never"
        tracks.append(Track(m.title(course), t["low"], t["middle"], t["high"], never))
        rows.append(
            (
                m.title(course),
                *(_month(t[k]) for k in ("low", "middle", "high")),
                percent(t["never"]),
            )
        )
    return m.plates.add(
        f"pathway-{path['id']}",
        metro(tracks, path["months"]),
        f"How long {path['says']}, if the course is in place from the start. Solid: in "
        "at least five sixths of futures. Pale: where it ends in the middle two "
        f"thirds.{tick} At the right: futures in which it never does.",
        "Map of pathways: a track a course, over months.",
        ("course", "a sixth by", "half by", "five sixths by", "never"),
        rows,
    )


def _month(value: float | None) -> str:
    return "not in the horizon" if value is None else f"month {value:g}"


def _sequence(m: Material, found: dict[str, Any]) -> str:
    first, *rest = (m.title(c) for c in found["courses"])
    text = first
    for title, by in zip(rest, found["decide_by"], strict=True):
        when = "at once" if by <= 0 else f"by month {round(by, 1):g}"
        text += f"; then {title} (decided {when})"
    if not found["lasts"]:
        text += "; and nothing on the map follows"
    return text + "."


def _signpost(m: Material, path: dict[str, Any], found: dict[str, Any]) -> str:
    indicator = m.casebook.indicators[path["indicator"]]
    what = "its growth in a month" if found["kind"] == "growth" else "it"
    side = "above" if found["above"] else "below"
    level = amount(rounded(found["level"]), indicator.unit)
    return (
        f"{m.title(found['course'])}: when {what} is {side} {level}, this warns "
        f"of {percent(found['caught'])} of the futures that end, {found['lead']:g} "
        f"months ahead at the median, and falsely in {percent(found['false_alarms'])} "
        "of the others."
    )
