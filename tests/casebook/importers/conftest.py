"""Small synthetic files in the agencies' own heading formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.importers import import_file
from steelyard.casebook.problems import CasebookError

Sheets = dict[str, list[list[Any]]]


@pytest.fixture
def refused() -> Callable[[str, Path], list[str]]:
    """Import a file that must be refused; return the problems as text."""

    def run(kind: str, path: Path) -> list[str]:
        with pytest.raises(CasebookError) as caught:
            import_file(kind, path)
        return [str(problem) for problem in caught.value.problems]

    return run


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a text file of lines; return its path."""

    def write(*lines: str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
        return path

    return write


@pytest.fixture
def book_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook from rows by sheet; return its path."""

    def write(sheets: Sheets, name: str = "book.xlsx") -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write
