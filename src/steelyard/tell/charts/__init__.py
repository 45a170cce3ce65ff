"""Charts of audits, rulings and runs, as Altair charts.

Each function takes what the earlier steps give and returns a chart that a
notebook can show or change; `save` writes one as SVG, PNG or CSV, and
`steelyard.tell.theme.enable()` gives all of them the colours of the dossier.
"""

from steelyard.tell.charts.amount_bands import amount_bands
from steelyard.tell.charts.bands import BandRow, bands
from steelyard.tell.charts.basis_shares import basis_shares
from steelyard.tell.charts.claim_series import claim_series
from steelyard.tell.charts.cost_bands import cost_bands, over_nothing_bands
from steelyard.tell.charts.cost_drivers import cost_drivers
from steelyard.tell.charts.cost_split import cost_split
from steelyard.tell.charts.history_band import history_band
from steelyard.tell.charts.law_matrix import law_matrix
from steelyard.tell.charts.map import outline_map
from steelyard.tell.charts.rank_shares import rank_shares
from steelyard.tell.charts.save import rows, save
from steelyard.tell.charts.tornado import Swing, tornado
from steelyard.tell.charts.tradeoff import Point, tradeoff
from steelyard.tell.charts.verdict_shares import verdict_shares
from steelyard.tell.charts.verdicts_by_kind import verdicts_by_kind

__all__ = [
    "BandRow",
    "Point",
    "Swing",
    "amount_bands",
    "bands",
    "basis_shares",
    "claim_series",
    "cost_bands",
    "cost_drivers",
    "cost_split",
    "history_band",
    "law_matrix",
    "outline_map",
    "over_nothing_bands",
    "rank_shares",
    "rows",
    "save",
    "tornado",
    "tradeoff",
    "verdict_shares",
    "verdicts_by_kind",
]
