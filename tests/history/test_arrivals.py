"""Arrivals held against what happened."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from steelyard.casebook.reader import open_casebook
from steelyard.cli import build
from steelyard.stress.history import CASES, chosen, scores


@pytest.mark.slow
def test_arrivals_beat_both_rules_at_each_horizon() -> None:
    """Between ports the model's CRPS is below the better rule's at 1, 3, 6, 12 months."""
    found = {s.id: s for s in scores(open_casebook("sr309"), "arrivals")}
    for what in ("total", "region"):
        for months in (1, 3, 6, 12):
            score = found[f"arrivals.between_ports.{what}.h{months}"]
            assert score.beats, score.id
            assert score.coverage80 is not None
            assert 0.7 <= score.coverage80 <= 0.9, score.id


def test_a_casebook_without_a_setting_has_no_scores() -> None:
    """The blank casebook gives an empty list, not an error."""
    result = CliRunner().invoke(build(), ["history", "--casebook", "blank", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"cases": [], "outcomes": []}


def test_an_unknown_case_is_bad_input() -> None:
    """A case that is not registered exits 2 and names the nearest."""
    result = CliRunner().invoke(build(), ["history", "arivals"])
    assert result.exit_code == 2
    with pytest.raises(ValueError, match="arrivals"):
        chosen(["arivals"])
    assert chosen([]) == tuple(CASES)
