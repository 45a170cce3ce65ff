"""Sources that rise to a cost, and the uses that it goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import altair as alt

from steelyard.tell.charts.base import ends, layered, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import amount
from steelyard.tell.theme import BLUE, GREEN, VERMILLION

Kind: TypeAlias = Literal["source", "not covered", "use"]

COLOURS: Mapping[Kind, str] = {
    "source": BLUE,
    "not covered": VERMILLION,
    "use": GREEN,
}


def waterfall(steps: Sequence[tuple[str, Kind, float]], unit: str) -> alt.LayerChart:
    """Draw a waterfall, one row a step, from sources to uses.

    Parameters
    ----------
    steps
        (label, kind, amount): what pays and what is not covered rise from nothing
        to the cost, uses fall from it to nothing.
    unit
        Of the amounts.

    Raises
    ------
    ValueError
        If there are no steps, or sources and uses differ by more than rounding.
    """
    if not steps:
        raise ValueError("no steps to draw")
    into = sum(size for _, kind, size in steps if kind != "use")
    out = sum(size for _, kind, size in steps if kind == "use")
    if abs(into - out) > 0.01 + 1e-9 * into:
        raise ValueError(f"sources of {into:,.2f} and uses of {out:,.2f} differ")
    by = scaled([into])
    values = _values(steps, by.divisor, unit)
    base = rows_chart(values).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    )
    x = alt.X("from:Q", title=by.title(unit), scale=alt.Scale(zero=True))
    bars = base.mark_bar(yOffset=7, size=10).encode(
        x=x,
        x2=alt.X2("to:Q"),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="of"),
            alt.Tooltip("kind:N"),
            alt.Tooltip("text:N", title="amount"),
        ],
    )
    return layered(bars, *ends(base, -8, 105), height=36 * len(values))


def _values(
    steps: Sequence[tuple[str, Kind, float]], divisor: float, unit: str
) -> list[dict[str, str | float]]:
    """Return each step with where it begins and ends."""
    level = 0.0
    values: list[dict[str, str | float]] = []
    for i, (label, kind, size) in enumerate(steps):
        after = level - size if kind == "use" else level + size
        values.append(
            {
                "row": i,
                "label": label,
                "kind": kind,
                "from": min(level, after) / divisor,
                "to": max(level, after) / divisor,
                "text": amount(size, unit),
            }
        )
        level = after
    return values
