"""Rank acceptability: how often each course has each rank over all weights.

References
----------
Lahdelma, Hokkanen and Salminen (1998), SMAA, European Journal of Operational
Research 106.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from steelyard.tell.charts.base import at, layered, rows_chart


def rank_shares(ranks: Mapping[str, Sequence[float]]) -> alt.LayerChart:
    """Draw shares of ranks, a bar a course; darker is nearer to first.

    Parameters
    ----------
    ranks
        Course title to the share of each rank, first to last.
    """
    rows = [
        {"course": course, "rank": i + 1, "share": round(share, 5)}
        for course, shares in ranks.items()
        for i, share in enumerate(shares)
        if share > 0
    ]
    base = rows_chart(rows).encode(
        y=alt.Y("course:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    )
    bars = base.mark_bar(yOffset=8, size=13).encode(
        x=alt.X(
            "share:Q",
            stack="normalize",
            title="share of weights and futures",
            axis=alt.Axis(format="%"),
        ),
        color=alt.Color(
            "rank:Q",
            title="rank",
            scale=alt.Scale(scheme="blues", reverse=True, domain=[1, len(ranks)]),
            legend=alt.Legend(
                orient="top", gradientLength=160, title="rank", columns=1
            ),
        ),
        order=alt.Order("rank:Q"),
        tooltip=["course:N", "rank:Q", alt.Tooltip("share:Q", format=".1%")],
    )
    names = (
        base.transform_aggregate(groupby=["course"])
        .mark_text(
            align="left", baseline="middle", dy=-11, limit={"expr": "width"}, aria=False
        )
        .encode(x=at(0), text=alt.Text("course:N"))
    )
    return layered(bars, names, height=44 * len(ranks))
