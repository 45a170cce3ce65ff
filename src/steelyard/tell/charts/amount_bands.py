"""An amount of every course, with bands: people at the highest, bed-days, hours."""

from __future__ import annotations

import altair as alt

from steelyard.casebook.model import Casebook
from steelyard.tell.charts.bands import BandRow, bands
from steelyard.tell.show import figure_text, unit_words
from steelyard.weigh.results import Results


def amount_bands(casebook: Casebook, results: Results, name: str) -> alt.LayerChart:
    """Draw one amount of every course that has it.

    Parameters
    ----------
    name
        Key of the amount, e.g. `peak.persons`.

    Raises
    ------
    ValueError
        If no course has it.
    """
    rows, unit = [], ""
    for id_, summary in results.courses.items():
        figure = summary.amounts.get(name)
        if figure is None or figure.value is None or figure.band is None:
            continue
        unit = figure.unit
        title = casebook.courses[id_].title
        low, high = figure.band.low, figure.band.high
        rows.append(
            BandRow(id_, title, low, figure.value, high, None, figure_text(figure))
        )
    return bands(rows, unit_words(unit))
