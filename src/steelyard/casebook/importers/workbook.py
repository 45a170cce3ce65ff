"""Read the sheets of an agency's workbook, with the cell to blame."""

from __future__ import annotations

import math
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from steelyard.casebook.importers.findings import Findings
from steelyard.casebook.importers.privacy import MEND, looks_personal
from steelyard.casebook.problems import CasebookError, nearest

Value: TypeAlias = Any
"""What openpyxl gives for a cell: text, number, date or None."""

_MAX_BYTES = 64 * 2**20
_MAX_UNPACKED = 2**30
_FOOTNOTE = re.compile(r"(?<=[A-Za-z)])\d{1,2}(,\d{1,2})*$")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its values row by row, and where problems with it are noted."""

    findings: Findings
    title: str
    rows: tuple[tuple[Value, ...], ...]

    def at(self, row: int, column: int) -> Value:
        """Return the value at a row and column counted from 0, or None."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def text(self, row: int, column: int) -> str:
        """Return what stands there as one line of text."""
        value = self.at(row, column)
        return "" if value is None else " ".join(str(value).split())

    def fail(self, row: int, column: int, message: str, mend: str = "") -> None:
        """Note a problem with a cell, given by row and column counted from 0."""
        message = f"cell {cell_name(row, column)}: {message}"
        self.findings.add(row + 1, column + 1, message, mend)

    def check_private(self, labels: dict[tuple[int, int], str]) -> None:
        """Refuse headings that look like identifiers of persons.

        Raises
        ------
        CasebookError
            If there is one.
        """
        for (row, column), label in labels.items():
            if looks_personal(label):
                what = "looks like an identifier of a person or the place of an event"
                self.fail(row, column, f"the column '{label}' {what}", MEND)
        self.findings.raise_any()


@dataclass(frozen=True)
class Book:
    """An open workbook."""

    path: Path
    names: tuple[str, ...]
    _book: Any

    def sheet(self, name: str) -> Sheet:
        """Return a sheet by its exact name.

        Raises
        ------
        CasebookError
            If there is none of that name.
        """
        if name not in self.names:
            findings = Findings(self.path.as_posix())
            findings.wrong_kind(f"no sheet '{name}'", nearest(name, self.names))
        sheet = self._book[name]
        try:
            sheet.reset_dimensions()
            rows = tuple(sheet.iter_rows(values_only=True))
        except Exception as error:
            message = f"sheet '{name}' cannot be read ({type(error).__name__})"
            findings = Findings(self.path.as_posix())
            findings.stop(1, 1, message, "save the workbook again as .xlsx")
        return Sheet(Findings(f"{self.path.as_posix()} [{name}]"), name, rows)


def open_book(path: Path) -> Book:
    """Open a workbook (.xlsx), values only.

    Raises
    ------
    CasebookError
        If it cannot be read, is too large or not a workbook.
    """
    findings = Findings(path.as_posix())
    try:
        size = path.stat().st_size
        is_zip = zipfile.is_zipfile(path) if path.is_file() else False
        path.open("rb").close()
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        findings.stop(1, 1, f"cannot be read ({what})")
    if size > _MAX_BYTES:
        findings.stop(1, 1, "larger than 64 MiB", "this is not the agency's workbook")
    if not is_zip:
        findings.wrong_kind("not a workbook", "an .xlsx file is needed")
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _MAX_UNPACKED:
            findings.stop(1, 1, "larger than 1 GiB when unpacked")
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    except CasebookError:
        raise
    except Exception as error:
        message = f"not a workbook that can be read ({type(error).__name__})"
        findings.stop(1, 1, message, "save it again as .xlsx")
    return Book(path, tuple(book.sheetnames), book)


def label(text: str) -> str:
    """Return a heading as one line without the footnote digits stuck to it."""
    return _FOOTNOTE.sub("", " ".join(text.split())).strip()


def cell_name(row: int, column: int) -> str:
    """Return a cell's name, e.g. C14, from row and column counted from 0."""
    letters = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def whole(value: Value) -> int:
    """Read a cell as a whole number of at least 0.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        shown = "blank" if value is None else f"'{value}'"
        raise ValueError(f"{shown} is not a whole number")  # noqa: TRY004
    if not math.isfinite(value) or value != int(value):
        raise ValueError(f"'{value}' is not a whole number")
    if value < 0:
        raise ValueError(f"'{value}' is negative")
    return int(value)
