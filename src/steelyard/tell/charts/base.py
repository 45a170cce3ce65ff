"""What all charts are built with: data inside the chart, layers as wide as the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt


def rows_chart(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Return a chart with its rows inside."""
    data = alt.Data(values=list(rows))  # type: ignore[no-untyped-call]
    return alt.Chart(data)


def layered(*charts: alt.Chart, height: int | alt.Step) -> alt.LayerChart:
    """Lay charts over each other, as wide as the place they are shown in."""
    whole = alt.layer(*charts).properties(width="container", height=height)
    return cast("alt.LayerChart", whole)
