"""How the models of people did on past operations."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.stress.people.history.outcome import day, iso
from steelyard.tell.charts import history_band
from steelyard.tell.charts.history_band import TOLD
from steelyard.tell.charts.lift_bars import lift_bars
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import number

_NAMES = {
    "as_long_again": "it lasts as long again",
    "own_pace": "pace of the window",
    "in_proportion": "days that the earlier operation took",
    "nobody_leaves": "nobody leaves",
    "as_the_last": "as long as the last site",
    "persistence": "nothing changes",
    "trend": "the line goes on",
    "announced": "as announced beforehand",
    "aircraft_alone": "aircraft alone, no ground limit",
}
"""Rule: in words."""


def render(m: Material) -> Markup:
    """Return the section."""
    found = m.exhibit("history")
    if not m.ran("history", "threats", "ladder", "people"):
        return Markup()  # the whole step is listed as not evaluated
    plates = {
        case["id"]: _plate(m, case)
        for case in (found or {}).get("cases", ())
        if case["picture"]
    }
    lifts = {
        case["id"]: _lifts(m, case)
        for case in (found or {}).get("cases", ())
        if case.get("lifts")
    }
    return m.render(
        "history.html.j2",
        history=found,
        plates=plates,
        lifts=lifts,
        rule=lambda name: _NAMES.get(name, name.replace("_", " ")),
        best=_best,
        error=_error,
        value=_value,
        band=_band,
        share=lambda v: "" if v is None else f"{v:.0%}",
    )


def _best(score: dict[str, Any]) -> tuple[str, float]:
    """Return the rule with the least error."""
    rules: dict[str, float] = score["baselines"]
    name = min(rules, key=lambda key: rules[key])
    return name, rules[name]


def _error(score: dict[str, Any], value: float) -> str:
    """Write an error: days where it is one of days, percent otherwise."""
    if ", days" in score["measure"]:
        return f"{number(value)} days"
    return f"{value:.1%}" if value < 1 else f"{value:.0%}"


def _value(row: dict[str, Any], value: float) -> str:
    """Write a value that was told: a date, days or people."""
    return (
        iso(value)
        if row["unit"] == "date"
        else f"{value:,.0f} {row['unit'].replace('persons', 'people')}"
    )


def _band(row: dict[str, Any]) -> str:
    """Write the band of a value that was told, its unit once."""
    low, high = (_value(row, v) for v in row["band"])
    unit = low.partition(" ")[2]
    same = unit and unit == high.partition(" ")[2]
    return f"{low.removesuffix(f' {unit}') if same else low} to {high}"


_BINDS = {
    "aircraft": "aircraft",
    "origin": "the airfield that people leave from",
    "bases": "the bases that they go to",
}
"""What allows least: in words."""


def _lifts(m: Material, case: dict[str, Any]) -> dict[str, Any]:
    """Return a lift's chart and the rows of its table."""
    lifts = case["lifts"]
    rows = [
        {
            "title": lift["title"],
            "afterwards": lift["afterwards"],
            "closed_form": number(round(lift["closed_form"])),
            "programme": number(round(lift["programme"])),
            "band": f"{number(round(lift['low']))} to {number(round(lift['high']))}",
            "error": f"{lift['error']:+.0%}",
            "error_mean": f"{lift['error_mean']:+.0%}",
            "flights": number(lift["flights"]),
            "error_flights": _signed(lift["error_flights"]),
            "binds": _BINDS[lift["binds"]],
            "problems": lift["problems"],
            "basis": lift["basis"],
        }
        for lift in lifts
    ]
    first = lifts[0]
    plate = m.plates.add(
        f"history-lift-{case['id']}",
        lift_bars(lifts),
        f"{case['title']}: people a day as reckoned in {len(lifts)} ways (band: four "
        "in five of the draws of all ranges), and as came.",
        f"Marks of people a day by variant, lines of what came: {case['title']}.",
        ("reckoned with", "closed form", "programme", "four in five", "error"),
        [(r["title"], r["closed_form"], r["programme"], r["band"], r["error"])
         for r in rows],
    )  # fmt: skip
    return {
        "plate": plate,
        "rows": rows,
        "came": number(round(first["came"])),
        "came_on": first["came_on"],
        "came_mean": number(round(first["came_mean"])),
        "came_flights": first["came_flights"] and number(first["came_flights"]),
        "several": abs(first["came_mean"] - first["came"]) > 0.5,
    }


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.0%}"


def _plate(m: Material, case: dict[str, Any]) -> Plate:
    picture = case["picture"]
    lines = [picture[k] for k in ("low", "middle", "high")]
    days = [day(d) for d in picture["days"]]
    rows = []
    for on, persons in picture["came"]:
        near = min(range(len(days)), key=lambda i: abs(days[i] - day(on)))
        low, middle, high = (number(round(line[near])) for line in lines)
        rows.append((on, number(persons), middle, f"{low} to {high}"))
    begin, end = case["window"]
    how = f"told from what was known between {begin} and {end}"
    if picture["rolling"]:
        how = f"told each month from the months before, calibrated on {begin} to {end}"
    daily, line = "", TOLD
    if case.get("lifts"):
        shown = next(x["title"] for x in case["lifts"] if x["id"] == case["shown"])
        daily, line = " a day", "programme"
        how = f"the programme moves them with {shown}"
    return m.plates.add(
        f"history-{case['id']}",
        history_band(picture, f"people{daily}", line),
        f"{case['title']}: people{daily} as {how} (line; band: four in five), and as "
        "counted.",
        f"Line and band of the people told, points of the counts: {case['title']}.",
        ("day", "counted", line, "four in five"),
        rows,
    )
