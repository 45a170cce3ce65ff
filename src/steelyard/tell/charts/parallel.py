"""Parallel coordinates: an axis a measure, a line a course or one of its futures.

References
----------
Inselberg (1985), The plane with parallel coordinates, The Visual Computer 1.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, GREY

SHOWN = "course_shown"
NARROW = "width < 520"


@dataclass(frozen=True)
class Line:
    """Values of a course on each axis: its `median`, or one future by number."""

    course: str
    which: str
    values: Mapping[str, float]


def parallel(
    lines: Sequence[Line], axes: Mapping[str, tuple[str, str]], chosen: str
) -> alt.LayerChart:
    """Draw lines, the chosen course in colour; a menu chooses another.

    Parameters
    ----------
    axes
        Measure id to its title and direction.
    chosen
        Course to start with.
    """
    spans = {i: _span([line.values[i] for line in lines], axes[i][1]) for i in axes}
    rows = [
        {
            "course": line.course,
            "which": line.which,
            "axis": axes[i][0],
            "place": round((line.values[i] - spans[i][0]) / spans[i][1], 4),
            "value": float(f"{line.values[i]:.4g}"),
        }
        for line in lines
        for i in axes
    ]
    titles = [axes[i][0] for i in axes]
    courses = list(dict.fromkeys(line.course for line in lines))
    menu = alt.binding_select(options=courses, name="course ")
    return _draw(rows, titles, alt.param(name=SHOWN, value=chosen, bind=menu))


def _draw(
    rows: list[dict[str, Any]], titles: list[str], pick: alt.Parameter
) -> alt.LayerChart:
    names = alt.Axis(
        labelExpr=_wrapped(titles),
        labelAngle={"expr": f"{NARROW} ? -90 : 0"},
        labelAlign={"expr": f"{NARROW} ? 'right' : 'center'"},
        labelBaseline={"expr": f"{NARROW} ? 'middle' : 'top'"},
        labelLimit=400,
        labelOverlap=False,
        ticks=False,
    )
    ends = alt.Axis(values=[0, 1], labelExpr="datum.value ? 'best' : 'worst'")
    base = rows_chart(rows).encode(
        x=alt.X(
            "axis:N", sort=titles, title=None, axis=names, scale=alt.Scale(padding=0.3)
        ),
        y=alt.Y("place:Q", title=None, axis=ends),
        tooltip=[
            alt.Tooltip("course:N"),
            alt.Tooltip("axis:N", title="measure"),
            alt.Tooltip("value:Q", format=",.3~g"),
        ],
    )
    median, mine = "datum.which === 'median'", f"datum.course === {SHOWN}"
    medians = (
        base.transform_filter(median)
        .mark_line(strokeWidth=1.5, opacity=0.6, color=GREY)
        .encode(detail="course:N")
    )
    futures = (
        base.transform_filter(f"!({median}) && {mine}")
        .mark_line(strokeWidth=1, opacity=0.45, color=BLUE)
        .encode(detail="which:N")
    )
    shown = (
        base.transform_filter(f"{median} && {mine}")
        .mark_line(strokeWidth=3, color=BLUE, point=True)
        .add_params(pick)
    )
    return layered(medians, futures, shown, height=300)


def _wrapped(titles: Sequence[str]) -> str:
    """Break axis names into lines: short ones below, two if names stand upright."""
    flat = {t: textwrap.wrap(t, 14) for t in titles}
    tall = {t: textwrap.wrap(t, max(24, len(t) // 2 + 6)) for t in titles}
    return f"({NARROW} ? {json.dumps(tall)} : {json.dumps(flat)})[datum.label]"


def _span(values: Sequence[float], direction: str) -> tuple[float, float]:
    """Return the worst value and the signed way to the best."""
    low, high = min(values), max(values)
    reach = (high - low) or 1.0
    return (low, reach) if direction == "more_is_better" else (high, -reach)
