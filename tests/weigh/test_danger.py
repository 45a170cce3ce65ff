"""Risk and lethality on the card: each scale alone, with band and basis."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.casebook.reader import open_casebook
from steelyard.weigh.danger import lethality_row, risk_row

COURSE = "broad-unilateral"


def table() -> pa.Table:
    case = open_casebook("sr309")
    assert case.escalation is not None
    columns = {
        f"escalation.{id_}": np.array([0.0, 1.0] * 20) if s.ranks else np.ones(40)
        for id_, s in case.escalation.scales.items()
    }
    called = {"called.cost": np.array([0.0, 1e8] * 20)}
    return pa.table(columns | called | {"loss.trade": np.array([0.0, 4e9] * 20)})


def test_each_figure_has_band_and_basis() -> None:
    """Civilians, forces and nationals abroad among them; nothing is netted."""
    case = open_casebook("sr309")
    risk, lethality = (f(case, COURSE, table()) for f in (risk_row, lethality_row))
    assert risk is not None
    assert lethality is not None
    figures = [risk.figure, *risk.figures, lethality.figure, *lethality.figures]
    names = " ".join(f.label for f in figures)
    for what in ("Americans and American firms", "civilians", "US forces"):
        assert what in names
    for figure in figures:
        assert figure.band is not None, figure.id
        assert figure.band.low <= (figure.value or 0.0) <= figure.band.high
        assert sum(figure.basis.values()) == 1.0


def test_ranks_are_told_with_the_ends_of_their_band() -> None:
    """A share of futures, and the ranks at the 5th and 95th percentile."""
    row = lethality_row(open_casebook("sr309"), COURSE, table())
    assert row is not None
    assert "possible in 50%" in row.finding
    assert "from 'none' to 'possible'" in row.finding


def test_costs_and_lost_trade_are_told_apart() -> None:
    """One is within the cost, the other no cost to any budget."""
    row = risk_row(open_casebook("sr309"), COURSE, table())
    assert row is not None
    assert "50 million dollars on average (0 to 100) within the cost" in row.finding
    assert "no cost to any budget): 2,000 million dollars" in row.finding
