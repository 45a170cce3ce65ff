"""Sheets of workbooks, their headings and cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.importers.workbook import cell_name, label, open_book, whole
from steelyard.casebook.problems import CasebookError


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("T8 repatriations1", "T8 repatriations"),
        ("Accompanied Minors (OFO)4", "Accompanied Minors (OFO)"),
        ("Withdrawals7,9", "Withdrawals"),
        ("Fiscal\nYear", "Fiscal Year"),
        ("Other/ Unknown", "Other/ Unknown"),
        ("Title 42", "Title 42"),
        ("FY 2024", "FY 2024"),
        ("ICE ", "ICE"),
    ],
)
def test_footnote_digits_are_taken_off_words(heading: str, plain: str) -> None:
    """Digits stuck to a word are a footnote, digits that stand alone are not."""
    assert label(heading) == plain


def test_cells_are_named_as_in_a_spreadsheet() -> None:
    """Row 0, column 0 is A1; columns go on after Z."""
    assert [cell_name(0, 0), cell_name(13, 2), cell_name(4, 26)] == ["A1", "C14", "AA5"]
    assert cell_name(0, 701) == "ZZ1"


@pytest.mark.parametrize("value", [None, "12", 1.5, True, -3, "X"])
def test_only_whole_numbers_are_counts(value: object) -> None:
    """Text, blanks, fractions, truth values and negatives are refused."""
    with pytest.raises(ValueError, match=r"whole number|negative"):
        whole(value)


def test_whole_floats_are_counts() -> None:
    """Spreadsheets keep 12 as 12.0."""
    assert whole(12.0) == 12


def test_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    """Missing, text, and broken archives: one clear line each."""
    text = tmp_path / "a.xlsx"
    text.write_text("a,b")
    broken = tmp_path / "b.xlsx"
    import zipfile

    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("x", "y")
    for path, said in (
        (tmp_path / "none.xlsx", "cannot be read"),
        (tmp_path, "cannot be read"),
        (text, "not a workbook"),
        (broken, "not a workbook that can be read"),
    ):
        with pytest.raises(CasebookError, match=said):
            open_book(path)


def test_a_sheet_with_broken_content_is_said(
    tmp_path: Path, book_file: Callable[..., Path]
) -> None:
    """An archive that opens but holds garbage is a problem, not a traceback."""
    import zipfile

    good, bad = book_file({"Detention": [["x"]]}), tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = data[: len(data) // 2]
            new.writestr(entry.filename, data)
    with pytest.raises(CasebookError, match=r"cannot be read|can be read"):
        open_book(bad).sheet("Detention")


def test_a_missing_sheet_names_the_nearest(book_file: Callable[..., Path]) -> None:
    """A sheet that was renamed is answered with what there is."""
    book = open_book(book_file({"Monthly Sector": [[1]]}))
    with pytest.raises(CasebookError, match="did you mean 'Monthly Sector'"):
        book.sheet("Monthly Sectors")
