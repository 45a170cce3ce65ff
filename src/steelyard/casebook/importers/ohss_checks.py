"""Compare totals of OHSS tables with what they should add up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from steelyard.casebook.importers.ohss_sheets import Layout
from steelyard.casebook.importers.workbook import Sheet

ROUNDED = 5
"""Each figure is rounded to ten, so off by at most five."""

_FIRST = 2


class Valued(Protocol):
    """A row of a table: place, year, month (0 for the year) and values."""

    @property
    def row(self) -> int: ...
    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int: ...
    @property
    def values(self) -> tuple[int | None, ...]: ...


def check_years(
    sheet: Sheet, lines: Sequence[Valued], keys: Sequence[tuple[str, ...]]
) -> list[str]:
    """Compare each year's Total row with its months.

    A column in which some months are marked as not applicable may add up to
    less than its year: such cases are returned as notes. Any other difference
    beyond rounding is noted as a problem.
    """
    notes: list[str] = []
    for total in (line for line in lines if not line.month):
        months = [li for li in lines if li.month and li.year == total.year]
        for at, key in enumerate(keys):
            yearly = total.values[at]
            parts = [m.values[at] for m in months]
            known = [p for p in parts if p is not None]
            if yearly is None or not months:
                continue
            off = yearly - sum(known)
            if abs(off) <= ROUNDED * (len(known) + 1):
                continue
            what = f"FY{total.year} {' / '.join(key)}: the year says {yearly}"
            what += f", its months add up to {sum(known)}"
            if off > 0 and len(known) < len(parts):
                notes.append(f"{what}; the rest lies in months marked as absent")
            else:
                sheet.fail(total.row, _FIRST + at, what, "a row is wrong or missing")
    return notes


def check_parts(
    sheet: Sheet,
    lines: Sequence[Valued],
    keys: Sequence[tuple[str, ...]],
    layout: Layout,
) -> None:
    """Compare the total of each group of columns with its parts, row by row."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(keys):
        groups.setdefault(key[:-1], []).append(at)
    for places in groups.values():
        first, *rest = places
        rest = [at for at in rest if keys[at][-1] not in layout.inner]
        if not keys[first][-1].startswith("Total") or not rest:
            continue
        for line in lines:
            known = [v for at in rest if (v := line.values[at]) is not None]
            total = line.values[first]
            if total is None or not known:
                continue
            off = total - sum(known)
            slack = ROUNDED * (len(known) + 1)
            hidden = layout.unknown or len(known) < len(rest)
            if off < -slack or (off > slack and not hidden):
                what = f"{total}, but its parts add up to {sum(known)}"
                sheet.fail(line.row, _FIRST + first, what, "a column is wrong")
