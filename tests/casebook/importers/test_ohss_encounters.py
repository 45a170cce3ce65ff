"""OHSS Border Patrol encounters: months held against the yearly sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.importers import import_file

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]

MONTHLY, ANNUAL = "Monthly Rgn and Sector", "Annual Rgn and Sector"


def _sheets() -> dict[str, list[list[Any]]]:
    southwest = "Southwest Land Border"
    return {
        MONTHLY: [
            ["Fiscal\nYear", "Month", "Region", "Sector", "Quantity"],
            [2000, "01 October", southwest, "Tucson, AZ", 500],
            [2000, "02 November", southwest, "Tucson, AZ", 400],
            [2000, "02 November", "Coastal Border", "Ramey, PR", 10],
        ],
        ANNUAL: [
            ["Fiscal\nYear", "Region", "Sector", "Quantity"],
            [2000, southwest, "Tucson, AZ", 910],
            [2000, "Coastal Border", "Ramey, PR", 20],
        ],
    }


def test_months_and_names_are_read(book_file: Writer) -> None:
    """01 October of FY2000 is October 1999; the state behind a sector is dropped."""
    table = import_file("ohss-encounters:sector", book_file(_sheets()))
    assert table.rows[0] == (2000, "1999-10", "Southwest", "Tucson", 500)
    assert table.rows[2] == (2000, "1999-11", "Coastal", "Ramey", 10)


def test_the_yearly_sheet_can_be_read_alone(book_file: Writer) -> None:
    """Groups that round to zero in every month have a yearly figure."""
    table = import_file("ohss-encounters:sector-year", book_file(_sheets()))
    assert table.rows[0] == (2000, "Southwest", "Tucson", 910)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "said"),
    [
        (ANNUAL, 1, 3, 1000, "cell D2: 1000, but the months of"),
        (MONTHLY, 1, 1, "02 October", "cell B2: '02 October': that month is number 01"),
        (
            MONTHLY,
            1,
            3,
            "Tuscon, AZ",
            "unknown sector 'Tuscon, AZ'; did you mean 'tucson'",
        ),
        (MONTHLY, 1, 2, "Gulf", "unknown region 'Gulf'"),
        (MONTHLY, 1, 4, "500", "cell E2: '500' is not a whole number"),
        (MONTHLY, 1, 0, 20, "cell A2: '20' is not a fiscal year"),
        (MONTHLY, 2, 1, "01 October", "the same year, month and group again"),
        (MONTHLY, 0, 4, "Count", "the headings are Fiscal Year, Month, Region, Sector"),
        (MONTHLY, 0, 3, "Subject ID", "'Subject ID' looks like an identifier"),
        (ANNUAL, 2, 2, "Miami, FL", "no yearly figure for (2000, 'Coastal', 'Ramey')"),
    ],
)
def test_wrong_cells_are_named(
    book_file: Writer,
    refused: Refused,
    sheet: str,
    row: int,
    column: int,
    value: Any,
    said: str,
) -> None:
    """Sheet, cell and what is wrong with it; months must make the year."""
    sheets = _sheets()
    sheets[sheet][row][column] = value
    problems = refused("ohss-encounters:sector", book_file(sheets))
    assert any(said in p and f"[{sheet}]" in p for p in problems), problems


def test_a_workbook_of_another_kind_is_named(
    book_file: Writer, refused: Refused
) -> None:
    """The monthly workbook given as detention statistics is refused as what it is."""
    (problem,) = refused("ice-detention", book_file(_sheets()))
    assert "it reads like 'ohss-encounters:sector'" in problem
