"""If a contingency started on a day: what would be missing, with bands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, SKY, VERMILLION

Three = Sequence[float]


def start_days(
    days: Sequence[str], missing: Sequence[Three], without: Three, unit: str
) -> alt.LayerChart:
    """Draw the shortfall by start day, and what it would be without the course.

    Parameters
    ----------
    days
        ISO dates.
    missing
        Low, median and high of the units missing on each.
    without
        The same without any mission, on every day.
    unit
        Of the shortfall, for the axis title.

    Raises
    ------
    ValueError
        If there are no days.
    """
    if not days:
        raise ValueError("no days to draw")
    values: list[dict[str, str | float | None]] = [
        {
            "day": f"{day}T00:00:00",
            "low": round(low, 2),
            "middle": round(middle, 2),
            "high": round(high, 2),
        }
        for day, (low, middle, high) in zip(days, missing, strict=True)
    ]
    _add_gaps(values)
    axis = alt.Axis(format="%b %Y", tickCount={"expr": "width < 460 ? 4 : 8"})
    x = alt.X("day:T", title="first day of the contingency", axis=axis)
    base = rows_chart(values).encode(x=x)
    band = base.mark_area(opacity=0.35, color=SKY, aria=False).encode(
        y=alt.Y("low:Q", title=unit, scale=alt.Scale(zero=True)),
        y2=alt.Y2("high:Q"),
    )
    line = base.mark_line(color=BLUE).encode(
        y=alt.Y("middle:Q", title=unit),
        tooltip=[
            alt.Tooltip("day:T", title="starts on", format="%d %b %Y"),
            alt.Tooltip("middle:Q", title="missing", format=",.1f"),
            alt.Tooltip("high:Q", title="upper end", format=",.1f"),
        ],
    )
    flat = rows_chart([{"level": without[1]}, {"level": without[2]}])
    rules = flat.mark_rule(color=VERMILLION, strokeDash=[5, 3], strokeWidth=1.5)
    return layered(band, line, rules.encode(y=alt.Y("level:Q", title=unit)), height=190)


def _add_gaps(values: list[dict[str, str | float | None]]) -> None:
    """Break lines where days are left out, as between seasons."""
    days = [date.fromisoformat(str(v["day"])[:10]) for v in values]
    steps = [(b - a).days for a, b in pairwise(days)]
    usual = min(steps, default=0)
    for i in range(len(steps) - 1, -1, -1):
        if steps[i] > 3 * usual:
            blank: dict[str, str | float | None] = {
                "day": values[i]["day"],
                "low": None,
                "middle": None,
                "high": None,
            }
            values.insert(i + 1, blank)
