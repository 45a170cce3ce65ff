"""US federal fiscal years: from 1 October of the year before to 30 September."""

from __future__ import annotations

from datetime import date, timedelta


def fiscal_year(day: date) -> int:
    """Return the fiscal year that a day lies in."""
    return day.year + (1 if day.month >= 10 else 0)


def fiscal_span(year: int) -> tuple[date, date]:
    """Return the first day of a fiscal year and the day after its last."""
    return date(year - 1, 10, 1), date(year, 10, 1)


def overlap(start: date, end: date, year: int) -> int:
    """Return the days of a fiscal year that lie in [start, end)."""
    first, after = fiscal_span(year)
    return max((min(end, after) - max(start, first)).days, 0)


def horizon_years(start: str, end: str) -> tuple[int, ...]:
    """Return the fiscal years that [start, end) touches; ISO dates."""
    last = date.fromisoformat(end) - timedelta(days=1)
    return tuple(range(fiscal_year(date.fromisoformat(start)), fiscal_year(last) + 1))
