"""Shares of seizures held against the years after calibration."""

from __future__ import annotations

from steelyard.casebook.reader import open_casebook
from steelyard.stress.history import scores


def test_shares_are_told_about_as_well_as_by_the_best_rule() -> None:
    """Over all drugs the error is that of the best rule or less, and bands hold most."""
    found = {s.id: s for s in scores(open_casebook("sr309"), "drugs")}
    score = found["drugs.all"]
    assert score.count == 32
    assert score.error <= score.baselines[score.best_baseline] * 1.001
    assert score.error < score.baselines["equal"] / 3
    assert score.coverage80 is not None
    assert score.coverage80 >= 0.75
