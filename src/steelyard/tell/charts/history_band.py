"""A population as it was told, with its band, and as it was counted."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, cast

import altair as alt

from steelyard.tell.charts.base import layered, number_axis, rows_chart
from steelyard.tell.theme import BLUE, GREY, SKY, VERMILLION

SHORT = 60
"""Days of a picture below which its axis names days rather than months."""
TOLD, KNOWN, CAME = "told (median)", "counted, known", "counted, not known"


def history_band(
    picture: dict[str, Any], up: str = "people", line: str = TOLD
) -> alt.LayerChart:
    """Draw a picture of the exhibit `history`.

    Parameters
    ----------
    picture
        Days with low, middle and high lines, counts before and after the line.
    up, line
        What stands upwards, and what the middle line is.
    """
    columns = (picture[k] for k in ("days", "low", "middle", "high"))
    told = [
        {"at": _local(d), "low": low, "told": middle, "high": high, "what": line}
        for d, low, middle, high in zip(*columns, strict=True)
    ]
    counts = [
        {"at": _local(d), "persons": n, "what": what}
        for what, key in ((KNOWN, "known"), (CAME, "came"))
        for d, n in picture[key]
    ]
    x = _x(_span(picture) < SHORT)
    ends = [*picture["high"], *(c["persons"] for c in counts)]
    band = (
        rows_chart(told)
        .mark_area(color=SKY, opacity=0.35, line=False)
        .encode(
            x=x,
            y=alt.Y("low:Q", title=up, axis=_axis(ends)),
            y2=alt.Y2("high:Q"),
        )
    )
    layers = band, _middle(told, line, x), _points(counts, line, x), *_line(picture, x)
    return layered(*layers, height=230)


def _axis(ends: list[float]) -> alt.Axis:
    """Return an axis of people: thousands written out below 10,000."""
    return alt.Axis(format=",.0f") if max(ends) < 10_000 else number_axis(ends)


def _x(short: bool) -> alt.X:
    """Return the axis of days: months, or days where the picture is short."""
    form = "%-d %b" if short else "%b %Y"
    axis = alt.Axis(format=form, labelOverlap="greedy")
    return alt.X("at:T", title=None, axis=axis)


def _colour(line: str) -> alt.Color:
    scale = alt.Scale(domain=[line, KNOWN, CAME], range=[BLUE, GREY, VERMILLION])
    return alt.Color("what:N", title=None, sort=None, scale=scale)


def _middle(told: list[dict[str, Any]], name: str, x: alt.X) -> alt.Chart:
    """Draw the middle line."""
    tips = [
        alt.Tooltip("at:T", title="day"),
        alt.Tooltip("told:Q", format=",.0f"),
        alt.Tooltip("low:Q", format=",.0f", title="10th percentile"),
        alt.Tooltip("high:Q", format=",.0f", title="90th percentile"),
    ]
    line = rows_chart(told).mark_line(strokeWidth=2)
    drawn = line.encode(x=x, y=alt.Y("told:Q"), color=_colour(name), tooltip=tips)
    return cast("alt.Chart", drawn)


def _points(counts: list[dict[str, Any]], line: str, x: alt.X) -> alt.Chart:
    """Draw the counts; those that were not known are diamonds."""
    shapes = alt.Scale(
        domain=[line, KNOWN, CAME], range=["circle", "circle", "diamond"]
    )
    tips = [
        alt.Tooltip("at:T", title="day"),
        alt.Tooltip("persons:Q", format=",.0f", title="people"),
        alt.Tooltip("what:N", title="count"),
    ]
    drawn = (
        rows_chart(counts)
        .mark_point(filled=True, size=45, opacity=1)
        .encode(
            x=x,
            y=alt.Y("persons:Q"),
            color=_colour(line),
            shape=alt.Shape("what:N", title=None, sort=None, scale=shapes),
            tooltip=tips,
        )
    )
    return cast("alt.Chart", drawn)


def _line(picture: dict[str, Any], x: alt.X) -> tuple[alt.Chart, alt.Chart]:
    """Draw the end of what was known."""
    words = "calibrated up to here" if picture["rolling"] else "known up to here"
    base = rows_chart([{"at": _local(picture["until"]), "text": words}])
    side = _side(picture)
    text = base.mark_text(
        align=side, baseline="top", dx=-5 if side == "right" else 5, fontSize=11
    ).encode(x=x, y=alt.YValue(0), text=alt.Text("text:N"))  # type: ignore[no-untyped-call]
    return base.mark_rule(color=GREY, strokeDash=[4, 3]).encode(x=x), text


def _span(picture: dict[str, Any]) -> int:
    """Return the days from the first that is drawn to the last."""
    days = [*picture["days"], *(day for day, _ in picture["known"])]
    first, last = (dt.date.fromisoformat(d) for d in (min(days), max(days)))
    return (last - first).days


def _side(picture: dict[str, Any]) -> Literal["left", "right"]:
    """Return on which side of the line its words have room."""
    first = min(picture["days"][0], *(day for day, _ in picture["known"]), "9999")
    begin, line, end = (
        dt.date.fromisoformat(day).toordinal()
        for day in (first, picture["until"], picture["days"][-1])
    )
    return "right" if line - begin > 0.25 * (end - begin) else "left"


def _local(day: str) -> str:
    """Return midnight at the reader's place, so that no zone shifts the day."""
    return f"{day}T00:00:00"
