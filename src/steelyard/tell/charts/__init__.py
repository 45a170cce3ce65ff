"""Charts of audits and runs, as Altair charts.

Each function takes what the earlier steps give and returns a chart that a
notebook can show, save or change; `steelyard.tell.theme.enable()` gives it the
colours of the dossier.
"""

from steelyard.tell.charts.amount_bands import amount_bands
from steelyard.tell.charts.basis_shares import basis_shares
from steelyard.tell.charts.claim_series import claim_series
from steelyard.tell.charts.cost_bands import cost_bands, over_nothing_bands
from steelyard.tell.charts.cost_drivers import cost_drivers
from steelyard.tell.charts.cost_split import cost_split
from steelyard.tell.charts.history_band import history_band
from steelyard.tell.charts.map import outline_map
from steelyard.tell.charts.verdict_shares import verdict_shares
from steelyard.tell.charts.verdicts_by_kind import verdicts_by_kind

__all__ = [
    "amount_bands",
    "basis_shares",
    "claim_series",
    "cost_bands",
    "cost_drivers",
    "cost_split",
    "history_band",
    "outline_map",
    "over_nothing_bands",
    "verdict_shares",
    "verdicts_by_kind",
]
