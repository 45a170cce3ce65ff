"""Cost of courses, and cost above doing nothing, with bands."""

from __future__ import annotations

import altair as alt

from steelyard.casebook.model import Casebook
from steelyard.tell.charts.bands import BandRow, bands
from steelyard.tell.show import figure_text
from steelyard.weigh.results import Results


def cost_bands(casebook: Casebook, results: Results) -> alt.LayerChart:
    """Draw each course's cost: median, middle two thirds, 5th to 95th percentile.

    Parameters
    ----------
    casebook
        For the titles and the year of prices.
    results
        Of a finished run.
    """
    rows = []
    for id_, summary in results.courses.items():
        cost = summary.cost
        assert cost.value is not None
        assert cost.band is not None
        outer = (summary.percentiles[5], summary.percentiles[95])
        rows.append(
            BandRow(
                id_,
                casebook.courses[id_].title,
                cost.band.low,
                cost.value,
                cost.band.high,
                outer,
                figure_text(cost),
            )
        )
    return bands(rows, f"USD of {casebook.front.currency_year}")


def over_nothing_bands(casebook: Casebook, results: Results) -> alt.LayerChart:
    """Draw each course's cost above doing nothing, future by future."""
    rows = []
    for id_, summary in results.courses.items():
        over = summary.over_nothing
        if id_ == "nothing":
            continue
        assert over.value is not None
        assert over.band is not None
        title = casebook.courses[id_].title
        low, high = over.band.low, over.band.high
        rows.append(BandRow(id_, title, low, over.value, high, None, figure_text(over)))
    return bands(rows, f"USD of {casebook.front.currency_year}")
