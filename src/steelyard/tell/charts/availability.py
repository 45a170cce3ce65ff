"""What is free against what a course needs, by type of unit, with bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from steelyard.tell.charts.base import ends, layered, rows_chart
from steelyard.tell.theme import SKY, VERMILLION

Three = tuple[float, float, float]


@dataclass(frozen=True)
class Held:
    """One type of unit: what is free and what is needed, low, median and high."""

    label: str
    free: Three
    needed: Three
    text: str
    """Printed at its end."""


COLOURS: Mapping[str, str] = {
    "free": SKY,
    "needed, time at home kept": VERMILLION,
}


def availability(rows: Sequence[Held], unit: str) -> alt.LayerChart:
    """Draw two intervals a row: units that are free, and units that are needed.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    values = [
        {
            "row": i,
            "label": row.label,
            "text": row.text,
            **{f"f{k}": round(v, 2) for k, v in zip("lmh", row.free, strict=True)},
            **{f"n{k}": round(v, 2) for k, v in zip("lmh", row.needed, strict=True)},
        }
        for i, row in enumerate(rows)
    ]
    base = rows_chart(values).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    )
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    layers = []
    for (name, short), offset in zip(
        zip(COLOURS, "fn", strict=True), (3, 14), strict=True
    ):
        tips = [
            alt.Tooltip("label:N", title="type"),
            alt.Tooltip(f"{short}m:Q", title=f"{name}, median", format=",.1f"),
            alt.Tooltip(f"{short}l:Q", title="lower end", format=",.1f"),
            alt.Tooltip(f"{short}h:Q", title="upper end", format=",.1f"),
        ]
        layers += [
            base.transform_calculate(what=f"'{name}'")
            .mark_bar(yOffset=offset, size=9, aria=False)
            .encode(
                x=alt.X(f"{short}l:Q", title=unit, scale=alt.Scale(zero=True)),
                x2=alt.X2(f"{short}h:Q"),
                color=alt.Color("what:N", scale=scale),
                tooltip=tips,
            ),
            base.mark_tick(
                yOffset=offset, size=12, thickness=2.5, opacity=1, aria=False
            ).encode(x=alt.X(f"{short}m:Q", title=unit)),
        ]
    return layered(*layers, *ends(base, -13, 120), height=52 * len(rows))
