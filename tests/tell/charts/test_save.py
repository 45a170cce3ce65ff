"""Charts as files, and the rows that they draw."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from steelyard.tell import charts
from steelyard.tell.charts.base import layered, rows_chart


def two_layers() -> object:
    """Return a chart of a series and a rule."""
    one = rows_chart([{"x": 1, "y": 2.5}, {"x": 2, "y": None}]).mark_line()
    two = rows_chart([{"y": 3, "text": "=1+1"}]).mark_rule()
    return layered(one.encode(x="x:Q", y="y:Q"), two.encode(y="y:Q"), height=80)


def test_rows_of_layers() -> None:
    """Different rows are told apart by layer; the same rows are given once."""
    found = charts.rows(two_layers())
    assert [row["layer"] for row in found] == [1, 1, 2]
    base = rows_chart([{"x": 1}])
    same = layered(base.mark_point(), base.mark_rule(), height=80)
    assert charts.rows(same) == [{"x": 1}]


def test_csv(tmp_path: Path) -> None:
    """A column a key, empty where a row lacks it, and no formula comes alive."""
    path = charts.save(two_layers(), tmp_path / "c.csv")
    rows = list(csv.DictReader(path.open()))
    assert list(rows[0]) == ["layer", "x", "y", "text"]
    assert [row["y"] for row in rows] == ["2.5", "", "3"]
    assert rows[2]["text"] == "'=1+1"


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_pictures(tmp_path: Path, form: str, start: bytes) -> None:
    """SVG and PNG begin as such files do, in both modes."""
    for mode in ("light", "dark"):
        path = tmp_path / f"{mode}.{form}"
        charts.save(two_layers(), path, mode=mode)  # type: ignore[arg-type]
        assert path.read_bytes().startswith(start)


def test_other_endings(tmp_path: Path) -> None:
    """Another ending is refused, and nothing is written."""
    with pytest.raises(ValueError, match=r"\.svg, \.png, \.csv"):
        charts.save(two_layers(), tmp_path / "c.gif")
    assert list(tmp_path.iterdir()) == []
