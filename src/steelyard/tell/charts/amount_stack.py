"""Amounts that add up, stacked by row; rows may differ in length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from steelyard.tell.charts.base import layered, row_names, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import amount


def amount_stack(
    rows: Sequence[tuple[str, str, Mapping[str, float]]],
    colours: Mapping[str, str],
    unit: str,
) -> alt.LayerChart:
    """Draw amounts as stacked bars on one scale.

    Parameters
    ----------
    rows
        (id, label, magnitude by part), in the order to draw.
    colours
        Part: colour, in the order to stack.
    unit
        Of the amounts.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not rows:
        raise ValueError("no rows to draw")
    by = scaled(sum(parts.values()) for _, _, parts in rows)
    order = list(colours)
    values: list[dict[str, str | float]] = [
        {
            "id": id_,
            "label": label,
            "part": part,
            "rank": order.index(part),
            "size": size / by.divisor,
            "text": amount(size, unit),
        }
        for id_, label, parts in rows
        for part, size in parts.items()
        if size
    ]
    y = alt.Y("id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    scale = alt.Scale(domain=order, range=list(colours.values()))
    columns = alt.ExprRef(expr="width < 460 ? 1 : width < 620 ? 2 : 3")
    legend = alt.Legend(columns=columns, labelLimit=260)
    bars = (
        rows_chart(values)
        .encode(y=y)
        .mark_bar(yOffset=8, size=13)
        .encode(
            x=alt.X("size:Q", stack="zero", title=by.title(unit)),
            color=alt.Color("part:N", scale=scale, legend=legend),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="of"),
                alt.Tooltip("part:N"),
                alt.Tooltip("text:N", title="amount"),
            ],
        )
    )
    names = row_names([(id_, label) for id_, label, _ in rows], y)
    return layered(names, bars, height=42 * len(rows))
