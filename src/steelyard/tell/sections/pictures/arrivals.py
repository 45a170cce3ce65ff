"""Arrivals: record and forecast, hold-out, regions on a map, courses."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.outlines import outlines
from steelyard.tell.charts.bands import bands
from steelyard.tell.charts.map import Area, outline_map
from steelyard.tell.charts.over_time import Ahead, forecast, hindcast
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.pictures import five as f
from steelyard.tell.show import amount, number, rounded

YEARS = 8
"""Years of the record that are drawn before the forecast."""
_STILL = 5e-4


def arrivals(m: Material, data: dict[str, Any], map_: str | None) -> dict[str, Any]:
    """Return what the template needs of each flow, and of the line."""
    held = data["arrivals"]
    flows = [_flow(m, data, id_, flow, map_) for id_, flow in held["flows"].items()]
    return {"flows": flows, "line": _line(m, data, held["line"])}


def _flow(
    m: Material, data: dict[str, Any], id_: str, flow: dict[str, Any], map_: str | None
) -> dict[str, Any]:
    return {
        "id": id_,
        "title": flow["title"],
        "ahead": _ahead(m, id_, flow),
        "held": _held(m, id_, flow),
        "scores": f.score_rows(flow["hold_out"]["scores"]) if flow["hold_out"] else [],
        "hold_out": flow["hold_out"],
        "fit": {
            k: [f"{part:+.2f}", f"{error:.2f}"]
            for k, (part, error) in flow["fit"].items()
        },
        "map": _map(m, id_, flow, map_),
        "courses": _courses(m, data, id_, flow),
        "change": _change(m, id_, flow),
        "jumps": flow["jumps"],
        "inside": _inside(flow),
    }


def _inside(flow: dict[str, Any]) -> str:
    """Say how much of what came the forecast's band held."""
    at = dict(zip(flow["ahead"], flow["forecast"], strict=True))
    came = [(x, v) for x, v in flow["came"] if x in at]
    if not came:
        return ""
    held = sum(at[x][0] <= v <= at[x][4] for x, v in came)
    below = sum(v < at[x][0] for x, v in came)
    where = f", {below} below it" if below else ""
    return (
        f"{held} of {len(came)} months lie within the outer band{where}. The forecast "
        "goes on from present practice, and what came followed whatever was done then: "
        "the distance is no measure of any one act."
    )


def _ahead(m: Material, id_: str, flow: dict[str, Any]) -> Plate:
    record = list(zip(flow["months"], flow["record"], strict=True))[-12 * YEARS :]
    came = [(x, v) for x, v in flow["came"] if x <= flow["ahead"][-1]]
    known = dict(came)
    rows = [
        (
            x,
            f.middle(b, ""),
            f.outer(b, ""),
            number(known[x]) if x in known else "",
        )
        for x, b in zip(flow["ahead"], flow["forecast"], strict=True)
    ]
    last = flow["months"][-1]
    return m.plates.add(
        f"threat-{id_}",
        forecast(
            record, Ahead(flow["ahead"], flow["forecast"]), came, unit="count a month"
        ),
        f"{flow['title']}, a month: the record, the forecast that it gave at the end "
        f"of {last} if nothing new is done (middle two thirds, and 5th to 95th "
        "percentile), and what came, which the forecast did not know.",
        "A line of the record, a widening band ahead of it and points of what came.",
        ("month", "median", "5th to 95th", "what came"),
        rows,
    )


def _held(m: Material, id_: str, flow: dict[str, Any]) -> Plate | None:
    held = flow["hold_out"]
    if held is None:
        return None
    years: dict[str, list[tuple[bool, float]]] = {}
    for x, b, o in zip(held["months"], held["bands"], held["observed"], strict=True):
        years.setdefault(x[:4], []).append((b[0] <= o <= b[2], o))
    rows = [
        (y, number(sum(o for _, o in v)), f"{sum(w for w, _ in v)} of {len(v)}")
        for y, v in years.items()
    ]
    return m.plates.add(
        f"threat-{id_}-held",
        hindcast(held["months"], held["bands"], held["observed"], unit="count a month"),
        f"{flow['title']}: what came (line) and the central 80 percent of forecasts "
        f"made {held['ahead']} months before, each fitted to earlier months alone.",
        "A line of the record over a band of past forecasts.",
        ("year", "came", "months within the band"),
        rows,
    )


def _map(m: Material, id_: str, flow: dict[str, Any], map_: str | None) -> Plate | None:
    shapes = outlines(m.casebook, map_) if map_ else ()
    known = {s.region for s in shapes}
    regions = flow["regions"]
    if not shapes or not set(regions) <= known:
        return None
    areas = [
        Area(r, v["last_year"], number(rounded(v["last_year"])), v["title"])
        for r, v in regions.items()
    ]
    rows = [
        (v["title"], number(v["last_year"]), f.middle(v["ahead"], ""),
         f.outer(v["ahead"], ""))
        for v in regions.values()
    ]  # fmt: skip
    span = f"{flow['months'][-12]} to {flow['months'][-1]}"
    return m.plates.add(
        f"threat-{id_}-map",
        outline_map(shapes, areas, legend=f"{span}"),
        f"{flow['title']}, {span}, by region. Shapes show where, and are no official "
        "outlines.",
        "A map of the regions, shaded by the count of the last year of the record.",
        ("region", "last year of the record", "horizon, median", "5th to 95th"),
        rows,
    )


def effects_of(m: Material, course: str, kind: str) -> list[str]:
    """Return the quantities by which a course's actions act on a part of the setting.

    Parameters
    ----------
    kind
        A flow's id, or `routes`.
    """
    threat = m.casebook.threat
    assert threat is not None
    actions = {p.action for p in m.casebook.courses[course].parts}
    if kind in threat.flows:
        return [e.change for e in threat.flows[kind].effects if e.on in actions]
    if threat.narcotics is None:
        return []
    named = [
        e.catch or e.supply or e.deaths
        for e in threat.narcotics.effects
        if e.on in actions
    ]
    return [n for n in named if n]


def _figure(
    m: Material, data: dict[str, Any], flow: str, course: str, five: f.Five, unit: str
) -> Figure:
    moved = effects_of(m, course, flow)
    model = Step(kind="model", id="steelyard.stress.migration.flow", says="forecast")
    known = m.casebook.quantities
    return f.figure(
        f"threat.{flow}.{course}",
        f"{m.title(course)}: arrivals in the horizon",
        five,
        unit,
        data["futures"],
        (model, *f.steps(known, moved)),
        f.bases(known, moved),
    )


def _courses(
    m: Material, data: dict[str, Any], id_: str, flow: dict[str, Any]
) -> list[dict[str, Any]]:
    out = []
    for course, found in flow["courses"].items():
        change = f.percents(found["change"])
        still = max(abs(v) for v in found["change"]) < _STILL
        out.append(
            {
                "id": course,
                "title": m.title(course),
                "total": m.notes.button(
                    _figure(m, data, id_, course, found["total"], "person")
                ),
                "band": f.outer(found["total"], ""),
                "change": "none" if still else f.middle(change, "percent"),
                "change_band": "" if still else f.outer(change, "percent"),
            }
        )
    return out


def _change(m: Material, id_: str, flow: dict[str, Any]) -> Plate | None:
    moved = {
        c: f.percents(v["change"])
        for c, v in flow["courses"].items()
        if max(abs(x) for x in v["change"]) >= _STILL
    }
    if not moved:
        return None
    rows = [
        f.row(c, m.title(c), five, f.middle(five, "percent"))
        for c, five in moved.items()
    ]
    table = [
        (m.title(c), f.middle(five, "percent"), f.outer(five, "percent"))
        for c, five in moved.items()
    ]
    return m.plates.add(
        f"threat-{id_}-courses",
        bands(rows, "percent against the forecast"),
        f"{flow['title']} over the horizon against the forecast, by course: median, "
        "middle two thirds, 5th to 95th percentile. The effects are ranges, and hold "
        "what their holders say and its opposite. Courses not shown change nothing.",
        "One bar for each course, of its change of arrivals.",
        ("course", "median", "5th to 95th"),
        table,
    )


def _line(
    m: Material, data: dict[str, Any], line: dict[str, Any] | None
) -> list[dict[str, str]]:
    if line is None:
        return []
    return [
        {
            "id": course,
            "title": m.title(course),
            "got_away": f.middle(found["got_away"], ""),
            "got_away_band": f.outer(found["got_away"], ""),
            "stopped": amount(rounded(100 * found["stopped"][2], 2), "percent"),
            "stopped_band": f.outer(f.percents(found["stopped"]), "percent"),
        }
        for course, found in line["courses"].items()
    ]
