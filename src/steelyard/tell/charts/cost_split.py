"""Cost of courses, stacked by payer, kind of use or fiscal year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import altair as alt

from steelyard.casebook.figure import Figure
from steelyard.casebook.model import Casebook
from steelyard.tell.charts.base import at, layered, rows_chart
from steelyard.tell.charts.scale import scaled
from steelyard.tell.show import amount, words
from steelyard.weigh.results import Results
from steelyard.weigh.summary import CourseSummary

By = Literal["payer", "kind", "year"]


def cost_split(casebook: Casebook, results: Results, by: By) -> alt.LayerChart:
    """Stack the medians of the parts of each course's cost.

    Medians of parts need not add up to the median of the whole.

    Parameters
    ----------
    by
        What to split by.
    """
    unit = f"USD of {casebook.front.currency_year}"
    values: list[dict[str, str | float]] = []
    order: dict[str, None] = {}
    for id_, summary in results.courses.items():
        for key, figure in split(summary, by).items():
            name = part_title(casebook, by, key)
            order[name] = None
            values.append(
                {
                    "id": id_,
                    "label": casebook.courses[id_].title,
                    "part": name,
                    "cost": figure.value or 0.0,
                    "text": amount(figure.value, unit),
                }
            )
    factor = scaled(float(str(v["cost"])) for v in values)
    for value in values:
        value["cost"] = round(float(str(value["cost"])) / factor.divisor, 5)
    ranks = {name: i for i, name in enumerate(_sorted(order, by))}
    for value in values:
        value["rank"] = ranks[str(value["part"])]
    return _draw(values, list(ranks), factor.title(unit))


def _sorted(order: Mapping[str, None], by: By) -> list[str]:
    return sorted(order) if by == "year" else list(order)


def _draw(
    values: list[dict[str, str | float]], parts: list[str], title: str
) -> alt.LayerChart:
    base = rows_chart(values).encode(
        y=alt.Y("id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    )
    bars = base.mark_bar(yOffset=8, size=13).encode(
        x=alt.X("cost:Q", stack="zero", title=title),
        color=alt.Color("part:N", scale=alt.Scale(domain=parts), legend=_legend(parts)),
        order=alt.Order("rank:Q"),
        tooltip=[
            alt.Tooltip("label:N", title="course"),
            alt.Tooltip("part:N"),
            alt.Tooltip("text:N", title="median"),
        ],
    )
    names = (
        base.transform_aggregate(groupby=["id", "label"])
        .mark_text(
            align="left",
            baseline="middle",
            dy=-10,
            limit={"expr": "width"},
            aria=False,
        )
        .encode(x=at(0), text=alt.Text("label:N"))
    )
    return layered(bars, names, height=42 * len({v["id"] for v in values}))


def _legend(parts: list[str]) -> alt.Legend:
    """Return a legend that cuts no name: long names take a line each if narrow."""
    narrow = 1 if max(map(len, parts)) > 16 else 2
    wide = 3 if narrow == 1 else 4
    columns = {"expr": f"width < 460 ? {narrow} : {wide}"}
    return alt.Legend(columns=columns, labelLimit=320)


def split(summary: CourseSummary, by: By) -> dict[str, Figure]:
    """Return the parts of a course's cost, by name of the part."""
    if by == "year":
        return {str(year): figure for year, figure in summary.by_year.items()}
    return summary.by_payer if by == "payer" else summary.by_kind


def part_title(casebook: Casebook, by: By, key: str) -> str:
    """Return the name of a part for readers."""
    if by == "payer" and casebook.budget and key in casebook.budget.payers:
        return casebook.budget.payers[key].title
    return f"fiscal year {key}" if by == "year" else words(key)
