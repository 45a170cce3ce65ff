"""The line held against what happened."""

from __future__ import annotations

from steelyard.casebook.reader import open_casebook
from steelyard.stress.history import scores


def test_the_line_against_its_rules() -> None:
    """Agents tell shares no better than last year's shares do; rates are near."""
    found = {s.id: s for s in scores(open_casebook("sr309"), "border")}
    shares = found["border.displacement"]
    assert shares.count == 45
    assert shares.error < 1.05 * shares.baselines["last_year"]
    assert shares.error < shares.baselines["equal"] / 3
    rates = found["border.effectiveness"]
    assert rates.error < rates.baselines["present_rate"]
