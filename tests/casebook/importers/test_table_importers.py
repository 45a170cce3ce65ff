"""Tidy tables: grouping, joining, writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers.table import Cell, Column, Table, join, write_csv
from steelyard.casebook.problems import CasebookError

COLUMNS = (
    Column("month", "yearmonth", "m"),
    Column("place", "string", "p"),
    Column("count", "integer", "c"),
)


def _table(*rows: tuple[Cell, ...]) -> Table:
    return Table("t", COLUMNS, rows)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2024-01", "2024-02"]),
            st.sampled_from(["a", "b"]),
            st.one_of(st.none(), st.integers(0, 1000)),
        )
    )
)
def test_grouping_keeps_the_sum(rows: list[tuple[Cell, ...]]) -> None:
    """Adding up over a column loses nothing and sorts by the keys."""
    table = _table(*rows)
    grouped = table.group(["place"], ["count"])
    assert grouped.header == ("place", "count")
    assert grouped.total("count") == table.total("count")
    assert [r[0] for r in grouped.rows] == sorted({r[1] for r in rows})


def test_a_group_of_missing_values_stays_missing() -> None:
    """Missing is not zero: only a group with a known value has a sum."""
    table = _table(("2024-01", "a", None), ("2024-02", "a", None), ("2024-02", "b", 0))
    assert table.group(["place"], ["count"]).rows == (("a", None), ("b", 0))


def test_join_demands_the_same_columns() -> None:
    """Tables of other columns are not put under each other."""
    other = Table("u", COLUMNS[:2], ())
    with pytest.raises(ValueError, match="same columns"):
        join("x", [_table(), other])
    with pytest.raises(ValueError, match="same columns"):
        join("x", [])


def test_written_as_utf8_with_lf_and_empty_for_missing(tmp_path: Path) -> None:
    """The file is plain CSV that any tool reads."""
    out = tmp_path / "t.csv"
    write_csv(_table(("2024-01", "São, Paulo", None), ("2024-02", "b", 3)), out)
    assert out.read_bytes() == (
        'month,place,count\n2024-01,"São, Paulo",\n2024-02,b,3\n'.encode()
    )
    assert list(tmp_path.iterdir()) == [out]


def test_a_failed_write_leaves_what_stood_there(tmp_path: Path) -> None:
    """No folder, or a folder in the file's place: a clear error, nothing lost."""
    with pytest.raises(CasebookError, match="cannot be written"):
        write_csv(_table(), tmp_path / "none" / "t.csv")
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(CasebookError, match="cannot be written"):
        write_csv(_table(), tmp_path / "t.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
