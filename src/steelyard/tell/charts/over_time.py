"""Series over time: a record with its forecast, forecasts beside what came, lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.theme import BLUE, GREEN, ORANGE

_MONTH = re.compile(r"^\d{4}-\d{2}$")
Row = dict[str, Any]


@dataclass(frozen=True)
class Ahead:
    """A forecast: for each x the 5th, sixth, median, five sixths and 95th."""

    xs: Sequence[str]
    bands: Sequence[Sequence[float]]


def forecast(
    record: Sequence[tuple[str, float]],
    ahead: Ahead,
    came: Sequence[tuple[str, float]] = (),
    *,
    unit: str,
    names: tuple[str, str, str] = ("record", "forecast, median", "what came"),
) -> alt.LayerChart:
    """Draw a record, the bands of a forecast made at its end, and what came.

    Parameters
    ----------
    record, came
        Month (YYYY-MM) or year, and value.
    ahead
        The forecast; outer band 5th to 95th, inner the middle two thirds.
    unit
        Of the values.
    names
        Of the three lines in the legend.
    """
    if not record or not ahead.xs:
        raise ValueError("a forecast needs a record and months ahead")
    rows = [
        {"at": at_of(x), "p5": b[0], "p17": b[1], "p50": b[2], "p83": b[3], "p95": b[4]}
        for x, b in zip(ahead.xs, ahead.bands, strict=True)
    ]
    highest = [v for _, v in record] + [b[4] for b in ahead.bands]
    y: dict[str, Any] = {"title": unit, "axis": number_axis(highest)}
    x = x_of([r[0] for r in record])
    fan = rows_chart(rows)
    outer = fan.mark_area(opacity=0.18, color=ORANGE, aria=False).encode(
        x=x, y=alt.Y("p5:Q", **y), y2="p95:Q"
    )
    inner = fan.mark_area(opacity=0.3, color=ORANGE, aria=False).encode(
        x=x, y=alt.Y("p17:Q", **y), y2="p83:Q"
    )
    lines = [{"at": at_of(m), "y": v, "what": names[0]} for m, v in record]
    lines += [{"at": r["at"], "y": r["p50"], "what": names[1]} for r in rows]
    shown = [{"at": at_of(m), "y": v, "what": names[2]} for m, v in came]
    domain = [*names[:2], *([names[2]] if shown else [])]
    colour = alt.Color(
        "what:N",
        sort=None,
        scale=alt.Scale(domain=domain, range=[BLUE, ORANGE, GREEN][: len(domain)]),
    )
    tips = [alt.Tooltip("what:N", title="series"), alt.Tooltip("y:Q", format=",.0f")]
    drawn = rows_chart(lines).mark_line().encode(
        x=x, y=alt.Y("y:Q", **y), color=colour, tooltip=tips
    )  # fmt: skip
    layers = [outer, inner, drawn]
    if shown:
        points = rows_chart(shown).mark_point(size=34, filled=True, opacity=1).encode(
            x=x, y=alt.Y("y:Q", **y), color=colour, tooltip=tips
        )  # fmt: skip
        layers.append(points)
    return layered(*layers, height=230)


def hindcast(
    xs: Sequence[str],
    bands: Sequence[Sequence[float]],
    observed: Sequence[float],
    *,
    unit: str,
) -> alt.LayerChart:
    """Draw bands that forecasts gave beside what came.

    Parameters
    ----------
    bands
        10th percentile, median and 90th of each forecast.
    """
    rows = [
        {"at": at_of(x), "low": b[0], "high": b[2], "y": o}
        for x, b, o in zip(xs, bands, observed, strict=True)
    ]
    values = [b[2] for b in bands]
    y: dict[str, Any] = {"title": unit, "axis": number_axis(values)}
    base = rows_chart(rows).encode(x=x_of(xs))
    area = base.mark_area(opacity=0.3, color=ORANGE, aria=False).encode(
        y=alt.Y("low:Q", **y), y2="high:Q"
    )
    line = base.mark_line(color=BLUE, strokeWidth=1.5).encode(
        y=alt.Y("y:Q", **y), tooltip=[alt.Tooltip("y:Q", format=",.0f", title="came")]
    )
    return layered(area, line, height=190)


@dataclass(frozen=True)
class Lines:
    """Several series, with bands ahead of them where there are any."""

    rows: Sequence[tuple[str, str, float]]
    """x, series, y."""
    bands: Sequence[tuple[str, str, float, float]] = field(default=())
    """x, series, low, high."""


def lines(data: Lines, *, unit: str, rule: float | None = None) -> alt.LayerChart:
    """Draw series on one scale, told apart by colour, dash and form.

    Parameters
    ----------
    data
        The series.
    unit
        Of the values.
    rule
        A level to mark, e.g. 1 for multiples.
    """
    if not data.rows:
        raise ValueError("no rows to draw")
    values = [r[2] for r in data.rows] + [b[3] for b in data.bands]
    xs = [r[0] for r in data.rows]
    y: dict[str, Any] = {"title": unit, "axis": number_axis(values)}
    rows: list[Row] = [{"at": at_of(x), "series": s, "y": v} for x, s, v in data.rows]
    names = list(dict.fromkeys(s for _, s, _ in data.rows))
    scale = alt.Scale(domain=names)
    legend = alt.Legend(columns={"expr": "width < 560 ? 1 : 3"}, labelLimit=330)
    colour = alt.Color("series:N", sort=None, scale=scale, legend=legend)
    layers = []
    if data.bands:
        areas = [
            {"at": at_of(x), "series": s, "low": lo, "high": hi}
            for x, s, lo, hi in data.bands
        ]
        layers.append(
            rows_chart(areas)
            .mark_area(opacity=0.22, aria=False)
            .encode(
                x=x_of(xs),
                y=alt.Y("low:Q", **y),
                y2="high:Q",
                color=colour,
            )
        )
    if rule is not None:
        mark = rows_chart([{"y": rule}]).mark_rule(strokeDash=[2, 3], aria=False)
        layers.append(mark.encode(y=alt.Y("y:Q", **y)))
    layers.append(
        rows_chart(rows)
        .mark_line(point=len(rows) <= 60)
        .encode(
            x=x_of(xs),
            y=alt.Y("y:Q", **y),
            color=colour,
            strokeDash=alt.StrokeDash(
                "series:N", sort=None, scale=scale, legend=legend
            ),
            tooltip=[alt.Tooltip("series:N"), alt.Tooltip("y:Q", format=",.4~g")],
        )
    )
    return layered(*layers, height=230)


def at_of(x: str) -> str:
    """Return midnight of a month's or a year's first day, at the reader's place."""
    return f"{x}-01T00:00:00" if _MONTH.match(x) else f"{x}-01-01T00:00:00"


def x_of(xs: Sequence[str]) -> alt.X:
    """Return the axis of time: years, or months where there are few."""
    months = [x for x in xs if _MONTH.match(x)]
    few = bool(months) and len({x[:4] for x in months}) <= 4
    form = "%b %Y" if few else "%Y"
    count: Any = {"interval": "month", "step": 6} if few else "year"
    axis = alt.Axis(
        format=form,
        tickCount=count,
        labelOverlap="greedy",
        labelSeparation=8,
        title=None,
    )
    return alt.X("at:T", axis=axis)
