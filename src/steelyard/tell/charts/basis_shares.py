"""What the cost of each course rests on."""

from __future__ import annotations

import altair as alt

from steelyard.casebook.model import Casebook
from steelyard.tell.charts.stacked import stacked
from steelyard.tell.theme import BASIS_COLOURS
from steelyard.weigh.results import Results


def basis_shares(casebook: Casebook, results: Results) -> alt.LayerChart:
    """Draw the share of each course's cost by the weakest basis that made it."""
    rows = [
        (casebook.courses[id_].title, {str(k): v for k, v in s.cost.basis.items()})
        for id_, s in results.courses.items()
        if s.cost.basis
    ]
    return stacked(rows, BASIS_COLOURS, counts=False)
