"""Data tables: read strictly, blamed precisely."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook


def spoil(folder: Path, old: bytes, new: bytes) -> list[str]:
    path = folder / "data" / "gauge.csv"
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new, 1))
    with pytest.raises(CasebookError) as caught:
        open_casebook(folder)
    return [str(p) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"month,", b"\xef\xbb\xbfmonth,", "a byte-order mark; save as UTF-8"),
        (b"2022-01,2\n", b"2022-01,2\r\n", "gauge.csv:2:1: a carriage return"),
        (b"2022-02,2", b"2022-02,2,9", "gauge.csv:3:1: 3 cells; the header has 2"),
        (b"2022-02,2", b"2022-02", "gauge.csv:3:1: 1 cells; the header has 2"),
        (b"2022-02,2", b'2022-02,"2,000"', "without thousands separators"),
        (b"2022-02,2", b"2022-02,-2", "gauge.csv:3:9: 'level' is -2; the least is 0"),
        (
            b"2022-02,2",
            b"2022-02,two",
            "gauge.csv:3:9: 'level' is 'two'; write a number",
        ),
        (b"2022-02,2", b"2022-13,2", "gauge.csv:3:1: 'month' is '2022-13'"),
        (b"2022-02,2", b",2", "'month' is missing; it is required"),
        (b"2022-02,2", b"2022-02,\xff", "not UTF-8"),
        (b"month,level", b"month,levels", "gauge.csv:1:7: the column 'levels'"),
        (b"month,level", b"month,a_number", "looks like an identifier of a person"),
    ],
)
def test_bad_table(tiny_folder: Path, old: bytes, new: bytes, said: str) -> None:
    """Each kind of bad table is named with line and column."""
    assert any(said in problem for problem in spoil(tiny_folder, old, new))


def test_missing_table_and_escape(problems_of: Callable[..., list[str]]) -> None:
    """A table must be a file inside the folder."""
    found = problems_of("datapackage.json", "data/gauge.csv", "../../../etc/passwd")
    assert any("there is no file" in p or "not such a file" in p for p in found)


def test_columns_have_the_types_of_the_schema(tiny_folder: Path) -> None:
    """Months stay text, levels are numbers."""
    table = open_casebook(tiny_folder).tables["gauge"].arrow
    assert [str(t) for t in table.schema.types] == ["string", "double"]
    assert table.num_rows == 36
