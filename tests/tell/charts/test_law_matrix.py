"""The law as a chart."""

from __future__ import annotations

import pytest

from steelyard.law.matrix import Matrix, Pair
from steelyard.tell.charts import law_matrix, rows


def test_each_system_apart() -> None:
    """A mark for each action and reading; the systems are never merged."""
    row = {"all": Pair("lawful", "unlawful")}
    table = Matrix("2025-01-01", {"all": "on every reading"}, {"A1": row})
    (home,) = rows(law_matrix(table, {"A1": "Act"}))
    (abroad,) = rows(law_matrix(table, system="international"))
    assert home == {
        "action": "Act",
        "reading": "on every reading",
        "verdict": "lawful",
    }
    assert (abroad["action"], abroad["verdict"]) == ("A1", "unlawful")


def test_nothing_to_draw() -> None:
    """A table without rows is refused."""
    with pytest.raises(ValueError, match="no actions"):
        law_matrix(Matrix("2025-01-01", {}, {}))
