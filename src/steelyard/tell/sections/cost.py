"""Courses compared on cost."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.charts import cost_bands, cost_split, over_nothing_bands
from steelyard.tell.charts.cost_split import By, part_title, split
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import band_text, span
from steelyard.weigh.summary import EVEN


def render(m: Material) -> Markup:
    """Return the section."""
    if not m.courses:
        return Markup()
    splits = [plate for by in _SPLITS if (plate := _split(m, by))]
    return m.render(
        "cost.html.j2",
        even=EVEN,
        bands=_bands(m),
        over=_over(m),
        splits=splits,
        not_costed={
            id_: [m.casebook.actions[a] for a in s.not_costed]
            for id_, s in m.courses.items()
            if s.not_costed
        },
    )


_SPLITS: dict[By, str] = {
    "payer": "who pays first",
    "kind": "kind of use",
    "year": "US fiscal year (from October)",
}


def _bands(m: Material) -> Plate:
    rows = []
    for id_, s in m.courses.items():
        outer = span(s.percentiles[5], s.percentiles[95], s.cost.unit)
        rows.append(
            (m.title(id_), m.notes.button(s.cost), band_text(s.cost), outer),
        )
    return m.plates.add(
        "cost-bands",
        cost_bands(m.casebook, m.results),
        "Cost of each course over the horizon, present practice included: median "
        "(tick), middle two thirds of futures (bar), 5th to 95th percentile (line).",
        "Intervals of cost, one row for each course.",
        ("course", "median", "two thirds of futures", "5th to 95th percentile"),
        rows,
    )


def _over(m: Material) -> Plate | None:
    rows = [
        (m.title(id_), m.notes.button(s.over_nothing), band_text(s.over_nothing))
        for id_, s in m.courses.items()
        if id_ != "nothing"
    ]
    if not rows:
        return None
    return m.plates.add(
        "over-nothing",
        over_nothing_bands(m.casebook, m.results),
        "Cost of each course above that of doing nothing, taken future by future: "
        "median (tick) and middle two thirds of futures (bar).",
        "Intervals of the difference in cost, one row for each course.",
        ("course", "median", "two thirds of futures"),
        rows,
    )


def _split(m: Material, by: By) -> Plate | None:
    keys = dict.fromkeys(k for s in m.courses.values() for k in split(s, by))
    if not keys:
        return None
    names = sorted(keys) if by == "year" else list(keys)
    named = {k: part_title(m.casebook, by, k) for k in names}
    rows = []
    for id_, s in m.courses.items():
        parts = split(s, by)
        cells = [
            m.notes.button(parts[k], label=f"{m.title(id_)}: cost, {name}")
            if k in parts
            else "none"
            for k, name in named.items()
        ]
        rows.append((m.title(id_), *cells))
    return m.plates.add(
        f"cost-by-{by}",
        cost_split(m.casebook, m.results, by),
        f"Cost by {_SPLITS[by]}, medians. Medians of parts need not add up to the "
        "median of the whole.",
        f"Stacked bars of median cost by {_SPLITS[by]}, one bar for each course.",
        ("course", *named.values()),
        rows,
    )
