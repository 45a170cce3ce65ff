"""OHSS monthly tables: totals above their months, footnotes, marks for absence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.importers import import_file

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]

REPATRIATIONS = "DHS Repats by Type"
BOOK_OUTS = "CBP SWB Book-Outs by Agency"


def _repatriations() -> list[list[Any]]:
    return [
        ["Return to Table of Contents.", None, '* Please click on the "plus"'],
        ["DHS Repatriations by Type: Fiscal Years 2023 to 2024 YTD"],
        [None, None, "Total Repatriations", None, None, None, "DHS Removals1", None],
        [
            "Fiscal Year", "Month", "Total Repatriations3",
            "Total Title 8 Repatriations4", "Title 8 Enforcement Repatriations5",
            "Title 42 Expulsions6", "Total Removals", "Expedited Removals",
        ],
        ["2023", "Total", 320, 200, 150, 120, 90, 90],
        [None, "October", 160, 100, 80, 60, 40, 40],
        [None, "November", 160, 100, 70, 60, 50, 50],
        ["2024 YTD", "Total", 110, 110, 90, "X", 50, 50],
        [None, "October", 110, 110, 90, "X", 50, 50],
        ["X Not applicable."],
        ["1Removals are compulsory."],
    ]  # fmt: skip


def test_totals_are_not_added_in(book_file: Writer) -> None:
    """Only the months give rows; the Total row of the year is for checking."""
    path = book_file({REPATRIATIONS: _repatriations()})
    table = import_file("ohss-monthly:repatriations", path)
    expelled = table.keep(type="Title 42 Expulsions", fiscal_year=2023)
    assert expelled.total("people") == 120
    assert [r[1] for r in expelled.rows] == ["2022-10", "2022-11"]


def test_marks_of_absence_are_missing_and_footnotes_gone(book_file: Writer) -> None:
    """X is missing, not zero; the digits behind words are no part of them."""
    path = book_file({REPATRIATIONS: _repatriations()})
    table = import_file("ohss-monthly:repatriations", path)
    assert table.keep(type="Title 42 Expulsions", fiscal_year=2024).rows == (
        (2024, "2023-10", "All", "Title 42 Expulsions", None),
    )
    assert {r[2] for r in table.rows} == {"All", "Removals"}
    assert not any(str(r[3])[-1].isdigit() for r in table.rows)


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (5, 5, 360, "cell F5: FY2023 All / Title 42 Expulsions: the year says 120"),
        (6, 2, 600, "cell C7: 600, but its parts add up to 160"),
        (5, 3, "n/a", "cell D6: 'n/a' is not a whole number"),
        (5, 3, None, "cell D6: blank is not a whole number"),
        (5, 3, -10, "cell D6: '-10' is negative"),
        (5, 1, "Octobre", "cell B6: 'Octobre' is not a month"),
        (5, 0, "2023", "cell A6: the year stands on its Total row only"),
        (4, 0, "'23", "cell A5: ''23' is not a fiscal year"),
        (
            3,
            7,
            "Total Removals",
            "cell H4: the heading Removals / Total Removals again",
        ),
        (3, 7, "Alien Number", "'Alien Number' looks like an identifier"),
        (3, 0, "Year", "no heading row in the first twelve rows"),
        (3, 1, "Monat", "'Month' is needed beside"),
    ],
)
def test_wrong_cells_are_named(
    book_file: Writer, refused: Refused, row: int, column: int, value: Any, said: str
) -> None:
    """Sheet, cell and what is wrong with it; a sum that is off is wrong too."""
    rows = _repatriations()
    rows[row][column] = value
    path = book_file({REPATRIATIONS: rows})
    problems = refused("ohss-monthly:repatriations", path)
    assert any(said in p and f"[{REPATRIATIONS}]" in p for p in problems), problems


def test_a_missing_month_is_found_by_the_total(
    book_file: Writer, refused: Refused
) -> None:
    """A row that was lost shows in the year."""
    rows = _repatriations()
    del rows[6]
    problems = refused("ohss-monthly:repatriations", book_file({REPATRIATIONS: rows}))
    assert any("its months add up to 160" in p for p in problems)


def test_months_marked_absent_may_hold_a_rest_of_the_year(book_file: Writer) -> None:
    """The agency's yearly count can hold what it does not show by month."""
    heads = ["Total Encounters", "Migrant Protection Protocols3", "Other outcomes8"]
    rows = [
        [],
        ["CBP SW Border Encounters Book-Outs by Agency"],
        [None, None, "Total CBP", None, None],
        ["Fiscal Year", "Month", *heads],
        ["2019", "Total", 1000, 400, 600],
        [None, "October", 500, "X", 350],
        [None, "November", 500, 250, 250],
    ]
    table = import_file("ohss-monthly:book-outs", book_file({BOOK_OUTS: rows}))
    assert "the year says 400, its months add up to 250" in table.notes[0]
    assert {r[3] for r in table.rows} == {
        "Total", "Migrant Protection Protocols", "Other outcomes"
    }  # fmt: skip


def test_areas_of_two_components_are_told_apart(book_file: Writer) -> None:
    """San Diego is a sector and a field office."""
    rows = [
        [],
        ["CBP SW Border Encounters by Agency and Sector or Field Office"],
        [None, None, None, "USBP", None, "OFO", None],
        ["Fiscal Year", "Month", "Total CBP", "Total USBP", "San Diego, CA", "Total OFO", "San Diego, CA"],
        ["2014", "Total", 60, 40, 40, 20, 20],
        [None, "October", 60, 40, 40, 20, 20],
    ]  # fmt: skip
    path = book_file({"SWB Enc by Sector+Field Ofc": rows})
    table = import_file("ohss-monthly:encounters-area", path)
    assert [r[2:] for r in table.rows] == [
        ("CBP", "Total", 60),
        ("USBP", "Total", 40),
        ("USBP", "San Diego", 40),
        ("OFO", "Total", 20),
        ("OFO", "San Diego", 20),
    ]


def test_a_total_may_hold_unknown_cases_but_not_fewer(
    book_file: Writer, refused: Refused
) -> None:
    """Agencies may fall short of the total, which holds unknown ones, never exceed it."""
    rows = [
        [],
        ["Book-Ins"],
        ["Fiscal Year", "Month", "Total", "CBP", "ICE"],
        ["2014", "Total", 500, 300, 100],
        [None, "October", 500, 300, 100],
    ]
    name = "ICE Book-Ins by Arrest Agency"
    table = import_file("ohss-monthly:ice-book-ins", book_file({name: rows}))
    assert [r[2:] for r in table.rows] == [("Total", 500), ("CBP", 300), ("ICE", 100)]
    rows[3][3] = rows[4][3] = 600
    problems = refused("ohss-monthly:ice-book-ins", book_file({name: rows}))
    assert any("500, but its parts add up to 700" in p for p in problems)
