"""Base rates of past cases."""

from __future__ import annotations

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.cases import counts, wilson


def test_wilson_interval() -> None:
    """Two of five at 95 percent: 0.118 to 0.769 (Wilson 1927)."""
    low, high = wilson(2, 5, 1.96)
    assert (low, high) == (
        pytest.approx(0.1176, abs=1e-3),
        pytest.approx(0.769, abs=1e-3),
    )
    assert wilson(0, 4)[0] == 0.0


def test_small_numbers_are_shown() -> None:
    """Each class of act is counted with how many cases it has."""
    table = open_casebook("sr309").tables["past_cases"]
    found = counts(table, ["cooperation"])
    by = {(c.act, c.value): (c.times, c.of) for c in found}
    assert by["unilateral_force", "less"] == (4, 4)
    assert sum(c.times for c in found) == table.arrow.num_rows


def test_missing_columns_are_named() -> None:
    """A table without a column is refused."""
    table = open_casebook("sr309").tables["past_cases"]
    with pytest.raises(ValueError, match="no column 'colour'"):
        counts(table, ["colour"])
