"""Tables through a window."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.tell.web.rowview import View, look, text


def test_windows_join_to_the_whole(tiny: Casebook) -> None:
    """Windows one after another give every row once, as the file has it."""
    table = tiny.tables["gauge"]
    whole = look(table, View(count=1000)).rows
    parts = [look(table, View(start=i, count=5)).rows for i in range(0, len(whole), 5)]
    assert [row for part in parts for row in part] == whole
    lines = (tiny.root / table.resource.path).read_text().splitlines()[1:]
    assert len(whole) == len(lines)
    assert [float(r[1]) for r in whole] == [float(x.split(",")[1]) for x in lines]


def test_sort_and_search(tiny: Casebook) -> None:
    """Numbers sort as numbers; all words must be there; odd names change nothing."""
    table = tiny.tables["gauge"]
    up = [float(r[1]) for r in look(table, View(sort="level")).rows]
    assert up == sorted(up)
    down = [float(r[1]) for r in look(table, View(sort="-level")).rows]
    assert down == sorted(up, reverse=True)
    month = look(table, View()).rows[3][0]
    assert [r[0] for r in look(table, View(q=month)).rows] == [month]
    assert look(table, View(q="no such words")).total == 0
    assert look(table, View(sort="nothing")).rows == look(table, View()).rows


def test_beyond_the_end(tiny: Casebook) -> None:
    """A window beyond the end shows the last row."""
    found = look(tiny.tables["gauge"], View(start=10**9))
    assert found.start == found.total - 1
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (3, "3"), (3.0, "3"), (0.1, "0.1"), (1e22, "1e+22")],
)
def test_cells(value: object, shown: str) -> None:
    """Numbers keep all their digits."""
    assert text(value) == shown
