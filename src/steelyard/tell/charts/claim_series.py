"""A claim beside its data: the series of its check, the stated value as a rule."""

from __future__ import annotations

import re
from typing import Any

import altair as alt

from steelyard.audit.audit import Finding
from steelyard.tell.charts.base import at, layered, number_axis, rows_chart
from steelyard.tell.show import amount
from steelyard.tell.theme import BLUE, VERMILLION

_MONTH = re.compile(r"^\d{4}-\d{2}$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def claim_series(finding: Finding) -> alt.LayerChart:
    """Draw the series of a claim's check.

    Parameters
    ----------
    finding
        Of a claim whose check has a series.

    Raises
    ------
    ValueError
        If it has none, or an empty one.
    """
    check = finding.claim.check
    if finding.series is None or check is None or check.series is None:
        raise ValueError(f"claim {finding.claim.id} has no series")
    rows = series_rows(finding)
    if not rows:
        raise ValueError(f"the series of claim {finding.claim.id} is empty")
    shape = check.series
    kind = _kind([row["x"] for row in rows])
    if kind == "date":
        rows = [{**row, "at": _local(row["x"])} for row in rows]
    base = rows_chart(rows)
    x = _x(kind, shape.x)
    y = alt.Y("y:Q", title=shape.y, axis=number_axis(r["y"] for r in rows))
    several = len({row["series"] for row in rows}) > 1
    colour: dict[str, Any] = {}
    if several:
        colour["color"] = alt.Color("series:N", sort=None)
    else:
        colour["color"] = alt.ColorValue(BLUE)
    tips = [alt.Tooltip("x:N", title=shape.x), alt.Tooltip("y:Q", title=shape.y)]
    if several:
        tips.insert(0, alt.Tooltip("series:N"))
    encoding = {"x": x, "y": y, "tooltip": tips, **colour}
    if shape.mark == "bar":
        if several:
            encoding["xOffset"] = alt.XOffset("series:N", sort=None)
        drawn = base.mark_bar().encode(**encoding)
    else:
        if several:
            encoding["strokeDash"] = alt.StrokeDash("series:N", sort=None)
        drawn = base.mark_line(point=len(rows) <= 40).encode(**encoding)
    layers = [drawn, *_stated(finding)]
    return layered(*layers, height=210)


def series_rows(finding: Finding) -> list[dict[str, Any]]:
    """Return the series as records with x, y and series; rows without y left out."""
    assert finding.series is not None
    columns = {name: i for i, name in enumerate(finding.series.columns)}
    rows = []
    for row in finding.series.rows:
        y = row[columns["y"]]
        if y is None:
            continue
        x = row[columns["x"]]
        rows.append(
            {
                "x": x if isinstance(x, int | float) else str(x),
                "y": float(y),
                "series": str(row[columns["series"]]) if "series" in columns else "",
            }
        )
    return rows


def _kind(xs: list[Any]) -> str:
    if all(isinstance(x, str) and (_MONTH.match(x) or _DAY.match(x)) for x in xs):
        return "date"
    whole = all(isinstance(x, int) for x in xs)
    if whole and all(1800 <= x <= 2200 for x in xs):
        return "year"
    return "name" if any(isinstance(x, str) for x in xs) else "number"


def _local(day: str) -> str:
    """Return midnight at the reader's place, so that no zone shifts the month."""
    return f"{day}-01T00:00:00" if _MONTH.match(day) else f"{day}T00:00:00"


def _x(kind: str, title: str) -> alt.X:
    if kind == "date":
        axis = alt.Axis(format="%Y", tickCount="year", labelOverlap="greedy")
        return alt.X("at:T", title=title, axis=axis)
    if kind == "number":
        return alt.X("x:Q", title=title)
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelLimit=110)
    return alt.X("x:O", sort=None, title=title, axis=axis)


def _stated(finding: Finding) -> list[alt.Chart]:
    """Return the stated value as a labelled rule, where the series asks for one."""
    states, check = finding.claim.states, finding.claim.check
    if states is None or check is None or check.series is None:
        return []
    if not check.series.reference:
        return []
    ends = [states.value] + ([states.high] if states.high is not None else [])
    values = [{"y": v, "text": f"stated: {amount(v, states.unit)}"} for v in ends]
    base = rows_chart(values)
    rule = base.mark_rule(color=VERMILLION, strokeWidth=2, strokeDash=[6, 3]).encode(
        y=alt.Y("y:Q")
    )
    text = base.mark_text(
        align="left", baseline="bottom", dx=4, dy=-3, fontWeight="bold"
    ).encode(y=alt.Y("y:Q"), x=at(0), text=alt.Text("text:N"))
    return [rule, text]
