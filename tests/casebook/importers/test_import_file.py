"""The registry: kinds, wrong kinds, and nothing heavy at import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.importers import IMPORTERS, import_file
from steelyard.casebook.problems import CasebookError

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]


def test_each_kind_is_its_key() -> None:
    """The registry is keyed by kind and every kind says what it takes."""
    assert all(key == importer.kind for key, importer in IMPORTERS.items())
    assert all(importer.says for importer in IMPORTERS.values())


def test_unknown_kind_names_the_nearest() -> None:
    """A slip of the pen is answered with the kind that was meant."""
    with pytest.raises(CasebookError, match="did you mean 'cbp-drugs'"):
        import_file("cbp-drug", Path("x.csv"))


def test_a_kind_of_several_tables_lists_them() -> None:
    """Asked for the workbook as a whole, the tables are listed."""
    with pytest.raises(CasebookError, match="ohss-monthly:repatriations"):
        import_file("ohss-monthly", Path("x.xlsx"))


def test_a_file_of_another_kind_is_named(text_file: Writer, refused: Refused) -> None:
    """A drug file given as encounters is refused as what it is."""
    heading = (
        "FY,Month (abbv),Component,Region,Land Filter,Branch,Drug Type,"
        "Count of Event,Sum Qty (lbs)"
    )
    (problem,) = refused("cbp-encounters-state", text_file(heading))
    assert "so not a 'cbp-encounters-state' file" in problem
    assert "it reads like 'cbp-drugs-amo'" in problem


def test_a_text_file_for_a_workbook_and_the_reverse(
    text_file: Writer, book_file: Callable[..., Path], refused: Refused
) -> None:
    """CSV and workbooks mixed up are told apart, with the kind each reads like."""
    heading = (
        "State,Year,Month,Period,Indicator,Data Value,Percent Complete,"
        "Percent Pending Investigation,State Name,Footnote,Footnote Symbol,"
        "Predicted Value"
    )
    (problem,) = refused("ice-detention", text_file(heading))
    assert "not a workbook; it reads like 'cdc-vsrr'" in problem
    book = book_file({"Header": [], "Detention FY21 YTD": [["x"]]})
    (problem,) = refused("cdc-vsrr", book)
    assert "not CSV; it reads like 'ice-detention'" in problem


def test_a_file_like_no_kind_is_refused_without_a_guess(
    text_file: Writer, refused: Refused
) -> None:
    """Headings that fit nothing give no guess."""
    (problem,) = refused("cbp-drugs", text_file("a,b", "1,2"))
    assert "so not a 'cbp-drugs' file" in problem
    assert "reads like" not in problem


def test_the_workbook_library_is_loaded_only_when_needed() -> None:
    """Importing the package must not import openpyxl."""
    code = (
        "import sys, steelyard.casebook.importers;"
        "sys.exit('openpyxl' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
