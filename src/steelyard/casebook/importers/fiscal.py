"""Fiscal years and their months, as federal agencies write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
"""Names of the months, January first."""

_FISCAL_START = 10
_YEAR = re.compile(r"^(?:FY\s?)?((?:19|20)\d\d)(?:\s*\(FYTD\))?$", re.IGNORECASE)
_COUNTED = re.compile(r"^(\d\d)\s+(\w+)$")


def fiscal_year(text: str) -> int:
    """Read ``2025``, ``FY2025`` or ``2025 (FYTD)``.

    Raises
    ------
    ValueError
        If it is none of these.
    """
    match = _YEAR.match(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a fiscal year")
    return int(match[1])


def month_number(text: str) -> int:
    """Read a month by its name or the first three letters of it; January is 1.

    Raises
    ------
    ValueError
        If no month is called so.
    """
    word = text.strip().lower()
    for number, name in enumerate(MONTHS, 1):
        if word in {name, name[:3]}:
            return number
    raise ValueError(f"'{text}' is not a month")


def counted_month(text: str) -> int:
    """Read ``01 October``: the place in the fiscal year, then the name.

    Raises
    ------
    ValueError
        If the place and the name do not belong together.
    """
    match = _COUNTED.match(text.strip())
    if match is None:
        return month_number(text)
    number = month_number(match[2])
    if int(match[1]) != place_in_year(number):
        raise ValueError(f"'{text}': that month is number {place_in_year(number):02d}")
    return number


def place_in_year(month: int) -> int:
    """Return the place of a calendar month in the fiscal year; October is 1."""
    return (month - _FISCAL_START) % 12 + 1


def calendar_month(year: int, month: int) -> str:
    """Return the calendar month, YYYY-MM, of a month in a fiscal year.

    October to December of a fiscal year belong to the calendar year before.
    """
    return f"{year - (month >= _FISCAL_START):04d}-{month:02d}"


def coverage_notes(seen: Iterable[tuple[int, int]]) -> list[str]:
    """Say which fiscal years are not whole.

    Parameters
    ----------
    seen
        Pairs of fiscal year and calendar month number that have rows.
    """
    months: dict[int, set[int]] = {}
    for year, month in seen:
        months.setdefault(year, set()).add(place_in_year(month))
    notes = []
    for year, places in sorted(months.items()):
        missing = [p for p in range(1, 13) if p not in places]
        if not missing:
            continue
        names = [MONTHS[(p + _FISCAL_START - 2) % 12].capitalize() for p in missing]
        notes.append(f"FY{year} is not whole: no rows for {', '.join(names)}")
    return notes
