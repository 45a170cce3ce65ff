"""Fiscal years."""

from __future__ import annotations

from datetime import date

from steelyard.casebook.fiscal_years import (
    fiscal_span,
    fiscal_year,
    horizon_years,
    overlap,
)


def test_october_begins_the_next_year() -> None:
    """30 September is of the year, 1 October of the next."""
    assert fiscal_year(date(2025, 9, 30)) == 2025
    assert fiscal_year(date(2025, 10, 1)) == 2026
    assert fiscal_span(2026) == (date(2025, 10, 1), date(2026, 10, 1))


def test_overlap_and_horizon() -> None:
    """The end day is not in; days of all years add up."""
    assert horizon_years("2025-02-01", "2025-10-01") == (2025,)
    assert horizon_years("2025-02-01", "2026-02-01") == (2025, 2026)
    start, end = date(2025, 2, 1), date(2026, 2, 1)
    assert overlap(start, end, 2025) + overlap(start, end, 2026) == 365
    assert overlap(start, end, 2030) == 0
