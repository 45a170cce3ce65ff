"""Fiscal years and months."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers.fiscal import (
    MONTHS,
    calendar_month,
    counted_month,
    coverage_notes,
    fiscal_year,
    month_number,
    place_in_year,
)


@pytest.mark.parametrize("text", ["2026", "2026 (FYTD)", "FY2026", " 2026 "])
def test_fiscal_year_reads_every_spelling(text: str) -> None:
    """The running year has (FYTD) behind it and is still that year."""
    assert fiscal_year(text) == 2026


@pytest.mark.parametrize("text", ["26", "2026 YTD", "", "20266", "1826", "FYTD"])
def test_fiscal_year_refuses_the_rest(text: str) -> None:
    """What is no fiscal year is refused, not guessed."""
    with pytest.raises(ValueError, match="not a fiscal year"):
        fiscal_year(text)


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_twelve_fiscal_months_run_through_the_calendar(year: int, month: int) -> None:
    """A month's place in the fiscal year counts from October of the year before."""
    calendar = calendar_month(year, month)
    since = (int(calendar[:4]) - year + 1) * 12 + int(calendar[5:]) - 10
    assert since == place_in_year(month) - 1


def test_months_by_name_and_by_three_letters() -> None:
    """OCT, Oct and October are the same month."""
    assert {month_number(t) for t in ("OCT", "Oct", "October", "october ")} == {10}
    assert [month_number(m[:3].upper()) for m in MONTHS] == list(range(1, 13))
    with pytest.raises(ValueError, match="'Octo' is not a month"):
        month_number("Octo")


def test_counted_month_holds_the_count_against_the_name() -> None:
    """`01 October` is read, `02 October` refused."""
    assert counted_month("01 October") == 10
    assert counted_month("12 September") == 9
    with pytest.raises(ValueError, match="number 01"):
        counted_month("02 October")


def test_coverage_names_missing_months_in_fiscal_order() -> None:
    """A year without September says so; a whole year says nothing."""
    whole = [(2024, m) for m in range(1, 13)]
    running = [(2025, m) for m in range(1, 13) if m not in {9, 8}]
    assert coverage_notes([*whole, *running]) == [
        "FY2025 is not whole: no rows for August, September"
    ]
