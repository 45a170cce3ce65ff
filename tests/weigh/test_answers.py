"""Figures of what answers call for, and of what does not take place."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.casebook.reader import open_casebook
from steelyard.weigh.answers import called_figures, loss_figures, lost, says


def table() -> pa.Table:
    return pa.table(
        {
            "called.cost": np.array([0.0, 0.0, 2e8, 6e8]),
            "called.gap": np.array([0.0, 0.0, 0.0, 1e8]),
            "called.days": np.array([0.0, 0.0, 1e5, 3e5]),
            "called.hours": np.array([0.0, 0.0, 1e3, 3e3]),
            "loss.trade": np.array([0.0, 0.0, 0.0, 4e9]),
        }
    )


def test_each_has_band_basis_and_trace() -> None:
    """And rests on the weakest basis of all that the paths rest on."""
    case = open_casebook("sr309")
    found = (
        *called_figures(case, "broad-unilateral", table()),
        *loss_figures(case, "broad-unilateral", table()),
    )
    assert [f.unit.split()[0] for f in found] == ["USD", "USD", "person", "hour", "USD"]
    for figure in found:
        assert figure.band is not None
        assert figure.band.low <= (figure.value or 0.0) <= figure.band.high
        assert figure.basis == {"assumed": 1.0}
        assert any(s.kind == "quantity" for s in figure.trace)
        assert any(s.kind == "model" for s in figure.trace)
    used = {s.id for s in found[0].trace}
    assert {"answer_force", "active_day", "esc_answer_attacks"} <= used
    assert {s.id for s in found[-1].trace} >= {"two_way_trade", "esc_trade_disrupted"}


def test_sentences_say_which_is_a_cost_and_which_is_not() -> None:
    """The first within the cost, the second to no budget."""
    case = open_casebook("sr309")
    called = called_figures(case, "broad-unilateral", table())
    assert "50% of futures" in says(called, table())
    assert "200 million dollars on average" in says(called, table())
    assert "within the cost" in says(called, table())
    assert "no cost to any budget" in lost(loss_figures(case, "x", table()))


def test_nothing_is_said_where_nothing_was_run() -> None:
    """A course without the columns has no figures."""
    case = open_casebook("sr309")
    bare = pa.table({"cost": [1.0]})
    assert called_figures(case, "nothing", bare) == ()
    assert says((), bare) == ""
    assert lost(loss_figures(case, "nothing", bare)) == ""
