"""The law as a table of marks: an action a row, whose reading a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import altair as alt

from steelyard.law.matrix import Matrix
from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, VERDICT_COLOURS

System = Literal["domestic", "international"]

_COLOURS = {
    "lawful": BLUE,
    "depends": VERDICT_COLOURS["misleading"],
    "unlawful": VERDICT_COLOURS["contradicted"],
}
_SHAPES = {"lawful": "circle", "depends": "diamond", "unlawful": "cross"}
ROW, COLUMN = 26, 58
"""Height of a row and width of a column, in pixels."""


def law_matrix(
    table: Matrix,
    titles: Mapping[str, str] | None = None,
    system: System = "domestic",
) -> alt.LayerChart:
    """Draw the verdicts of one system of law; shape and colour both tell them.

    Parameters
    ----------
    table
        From `steelyard.law.matrix`.
    titles
        Action id to its title; the ids if left out.
    system
        The two systems are never merged: draw one, then the other.

    Raises
    ------
    ValueError
        If the table has no rows.
    """
    if not table.rows:
        raise ValueError("no actions to draw")
    values = [
        {
            "action": (titles or {}).get(action, action),
            "reading": table.columns[column],
            "verdict": getattr(pair, system),
        }
        for action, row in table.rows.items()
        for column, pair in row.items()
    ]
    whole = layered(_marks(values), height=ROW * len(table.rows))
    # long names on three sides: grow around the marks, with room to spare for
    # a reader whose fonts are wider than those that the chart was measured with
    room = {"left": 36, "top": 26, "right": 26, "bottom": 5}
    width = COLUMN * len(table.columns)
    return whole.properties(width=width, autosize="pad", padding=room)


def _marks(values: list[dict[str, Any]]) -> Any:
    order = list(_COLOURS)
    names = alt.Axis(orient="top", labelAngle=-35, labelLimit=190, labelOverlap=False)
    acts = alt.Axis(labelLimit=300, grid=True)
    return (
        rows_chart(values)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X("reading:N", sort=None, title=None, axis=names),
            y=alt.Y("action:N", sort=None, title=None, axis=acts),
            color=alt.Color(
                "verdict:N",
                sort=order,
                scale=alt.Scale(domain=order, range=list(_COLOURS.values())),
                legend=alt.Legend(orient="bottom"),
            ),
            shape=alt.Shape(
                "verdict:N",
                sort=order,
                scale=alt.Scale(domain=order, range=list(_SHAPES.values())),
            ),
            tooltip=["action:N", "reading:N", "verdict:N"],
        )
    )
