"""Then-year dollars."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.money.deflator import Deflator
from steelyard.money.prices import ThenYear

INDEX = Deflator("deflators", {2024: 100.0, 2025: 104.0}, 2025)


def test_a_fiscal_year_has_a_quarter_of_the_year_before() -> None:
    """FY2025: a quarter at 100 and three quarters at 104, over 104."""
    assert ThenYear(INDEX).fiscal(2025) == pytest.approx(103 / 104)


def test_years_beyond_the_index_grow() -> None:
    """2026 is 2025 grown once, in each future by its own rate."""
    then = ThenYear(INDEX, np.array([0.0, 0.1]))
    assert then.level(2026) == pytest.approx([104.0, 114.4])


def test_without_growth_they_are_refused() -> None:
    """Mixed currency years without a deflator are named."""
    with pytest.raises(ValueError, match="ends at 2025, 2026 is wanted"):
        ThenYear(INDEX).level(2026)
    with pytest.raises(ValueError, match="lacks 2020"):
        ThenYear(INDEX).level(2020)


def test_between() -> None:
    """Money of 2024 in dollars of 2025."""
    assert ThenYear(INDEX).between(2024, 2025) == pytest.approx(1.04)
