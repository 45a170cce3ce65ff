"""ICE detention workbooks: tables side by side, sheets renamed, months unreached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.importers import import_file

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]

MONTHS = [
    "Oct",
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
]


def _sheet(year: str = "FY2021 YTD", reached: int = 12) -> list[list[Any]]:
    """One sheet with two tables beside each other and two below."""
    cbp = [30.0 + i if i < reached else 0 for i in range(12)]
    ice = [10.0 if i < reached else 0 for i in range(12)]
    total = [a + b for a, b in zip(cbp, ice, strict=True)]
    gap = [*MONTHS[:3], None, *MONTHS[3:], "FY Overall"]

    def spaced(values: list[float]) -> list[Any]:
        return [*values[:3], None, *values[3:], sum(values) / 12]

    left = [None] * 8
    return [
        ["ICE DETENTION DATA"],
        ["ICE Currently Detained", *left[1:], f"ICE Initial Book-Ins by Arresting Agency and Month: {year} "],
        ["Criminality", *left[1:], "Agency", *MONTHS, "Total"],
        ["Total", 5, *left[2:], "Total", *total, sum(total)],
        ["Convicted", 5, *left[2:], "ICE ", *ice, sum(ice)],
        [None, *left[1:], "CBP", *cbp, sum(cbp)],
        [],
        [f"ICE Final Releases by Facility Type: {year}", *left[1:], f"ICE Removals: {year}"],
        ["Facility Type", None, "Total", *left[3:], None, None, "Removals"],
        ["Total", None, 70, *left[3:], "Total", None, 90],
        [],
        [f"ICE Average Daily Population by Arresting Agency, Month and Criminality: {year}"],
        ["Agency", *gap],
        ["CBP Average", *spaced(cbp)],
        ["Convicted Criminal", *spaced(cbp)],
        ["ICE Average  ", *spaced(ice)],
        ["Average ", *spaced(total)],
        [],
        [f"ICE Average Length of Stay by Arresting Agency, Month and Criminality: {year}"],
        ["Agency", *gap],
        ["CBP Average", *spaced(cbp)],
        ["ICE Average", *spaced(ice)],
        ["Average", *spaced(ice)],
    ]  # fmt: skip


def test_tables_are_found_wherever_they_stand(book_file: Writer) -> None:
    """Captions lead to the tables; gaps and other rows between do no harm."""
    table = import_file("ice-detention", book_file({"Detention FY21 YTD": _sheet()}))
    books = table.keep(measure="book_ins", arresting_agency="ALL")
    assert books.rows[0][:2] == (2021, "2020-10")
    assert books.rows[0][4] == 40
    population = table.keep(measure="average_daily_population", month="2021-01")
    assert [r[3:5] for r in population.rows] == [("ALL", 43), ("CBP", 33), ("ICE", 10)]
    assert table.total("value", measure="removals") == 90
    assert table.total("value", measure="final_releases") == 70
    assert len(table.rows) == 3 * 3 * 13 + 2


def test_months_not_reached_are_left_out(book_file: Writer) -> None:
    """Zeros at the end of a running year are no measurements."""
    path = book_file({"Detention FY 2024": _sheet("FY2024 YTD", reached=5)})
    table = import_file("ice-detention", path)
    months = {row[1] for row in table.rows if row[1]}
    assert months == {"2023-10", "2023-11", "2023-12", "2024-01", "2024-02"}
    assert "FY2024 is not whole" in table.notes[0]


@pytest.mark.parametrize("title", ["Detention EOFY2020", "Detention FY19", "Detention"])
def test_the_sheet_is_known_by_its_first_word(book_file: Writer, title: str) -> None:
    """Its name changes every year."""
    path = book_file({"Header": [], title: _sheet("EOFY2020"), "Footnotes": []})
    assert import_file("ice-detention", path).rows[0][0] == 2020


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (3, 9, 41.0, "book_ins: total 41, but CBP and ICE make 40"),
        (4, 10, None, "cell K5: blank is not a number"),
        (5, 9, -30.0, "cell J6: '-30' is negative"),
        (2, 10, "Nov.", "cell K3: 'Nov.' is not a month"),
        (2, 10, "Dec", "cell K3: 'Dec' is out of the order"),
        (2, 21, "Sum", "cell V3: 'Sum' is not a month"),
        (5, 8, "HSI", "no row for CBP"),
        (7, 0, "ICE Final Releases", "0 tables 'ICE Final Releases by Facility Type"),
        (7, 8, "ICE Removals: FY2020", "tables of several fiscal years (2020, 2021)"),
        (7, 8, "ICE Removals: year", "cell I8: the caption names no fiscal year"),
        (8, 10, "Sent", "no column 'Removals' over a row 'Total'"),
        (13, 2, 40.0, "average_daily_population: total 41, but CBP and ICE make 50"),
    ],
)
def test_wrong_cells_are_named(
    book_file: Writer, refused: Refused, row: int, column: int, value: Any, said: str
) -> None:
    """Sheet, cell and what is wrong with it."""
    sheet = _sheet()
    sheet[row][column] = value
    problems = refused("ice-detention", book_file({"Detention FY21 YTD": sheet}))
    assert any(said in p and "[Detention FY21 YTD]" in p for p in problems), problems


def test_a_zero_in_the_middle_is_refused(book_file: Writer, refused: Refused) -> None:
    """A month of nobody between others is a fault, not an unreached month."""
    sheet = _sheet()
    for row in (3, 4, 5):
        sheet[row][11] = 0
        sheet[row][21] = sum(sheet[row][9:21])
    problems = refused("ice-detention", book_file({"Detention": sheet}))
    assert any("a month of zero before one that is not" in p for p in problems)
