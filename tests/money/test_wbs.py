"""The work breakdown structure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.wbs import breakdown


def test_means_add_up(make: Callable[..., Casebook], costs: Callable[..., Any]) -> None:
    """Elements of the casebook come first; every level adds up to the course."""
    casebook = make(
        budget="elements: [{id: dikes, title: Dikes, covers: [{actions: [A3]}]}]\n"
    )
    found, _ = costs(casebook, "civil")
    rows = breakdown(casebook, "civil", found)
    titles = {r.title for r in rows if r.level == 2}
    assert titles == {"Dikes", "People on duty"}
    top = rows[0].mean
    for level in (2, 3, 4):
        assert sum(r.mean for r in rows if r.level == level) == pytest.approx(top)
    assert rows[0].by_year == {2025: pytest.approx(top)}


def test_a_course_without_cost(books: Casebook) -> None:
    """Nothing used is one line of zero."""
    (row,) = breakdown(books, "nothing", [])
    assert row.mean == 0
