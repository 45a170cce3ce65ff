"""Linked views: shares, regret and weights that can be worked out by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from steelyard.tell.web.lens import Lens, look, swings
from steelyard.weigh.examine.material import Material
from steelyard.weigh.outcomes import Outcomes, Scale

COST = Scale("cost", "Cost", "USD", "less_is_better", "cost")
DAYS = Scale("days", "Days", "day", "more_is_better", "readiness")
NEITHER = Scale("beds", "Beds", "bed", "neither", "risk")


def material() -> Material:
    """Two courses in four futures; `x` is 1 to 4.

    Cost: one is 10, 20, 30, 40; other is 25 in all. Days: 0 and 1.
    """
    values = np.zeros((2, 4, 3))
    values[0, :, 0] = [10, 20, 30, 40]
    values[1, :, 0] = 25
    values[1, :, 1] = 1
    values[:, :, 2] = 7
    outcomes = Outcomes(
        ("one", "other"), (COST, DAYS, NEITHER), values, np.full((4, 3), np.nan)
    )
    measure = SimpleNamespace(
        swing=None, direction="less_is_better", row="effect", within=None
    )
    casebook: Any = SimpleNamespace(
        courses={c: SimpleNamespace(title=c.title()) for c in ("one", "other")},
        measures=dict.fromkeys(("cost", "days", "beds"), measure),
        quantities={},
    )
    return Material(casebook, outcomes, ("x",), np.array([[1.0], [2.0], [3.0], [4.0]]))


def test_all_futures() -> None:
    """Medians, shares without a better one, and mean regret over all."""
    sight = look(material(), Lens("one", "cost", "x"))
    one, other = sight.rows
    assert (sight.futures, sight.inside, sight.span) == (4, 4, (1.0, 4.0))
    assert (one.middle, other.middle) == (25.0, 25.0)
    assert (one.best, other.best) == (0.5, 0.5)
    assert one.regret == pytest.approx((0 + 0 + 5 + 15) / 4)
    assert other.regret == pytest.approx((15 + 5 + 0 + 0) / 4)
    assert one.score is None, "nothing is weighed"


def test_a_region() -> None:
    """Only futures inside the ends count; the median over all stays."""
    sight = look(material(), Lens("one", "cost", "x", low=3.0))
    one, other = sight.rows
    assert sight.inside == 2
    assert (one.middle, one.whole) == (35.0, 25.0)
    assert (one.best, other.best) == (0.0, 1.0)
    assert sight.within.tolist() == [False, False, True, True]
    empty = look(material(), Lens("one", "cost", "x", low=5.0))
    assert empty.inside == 0
    assert empty.rows == ()


def test_weights() -> None:
    """Weighted values by hand: cost from 40 (worst) to 10, days from 0 to 1."""
    found = material()
    assert [s.measure for s in swings(found)] == ["cost", "days"]
    lens = Lens("one", "cost", "x", points={"cost": 100.0, "days": 50.0})
    one, other = look(found, lens).rows
    assert one.score == pytest.approx(2 / 3 * np.mean([1, 2 / 3, 1 / 3, 0]))
    assert other.score == pytest.approx(2 / 3 * 0.5 + 1 / 3)
    assert (one.first, other.first) == (0.125, 0.875), "the first future is a tie"
    only = Lens("one", "cost", "x", points={"cost": 100.0, "days": 0.0})
    assert look(found, only).rows[0].first == 0.5


def test_a_course_that_no_reading_allows() -> None:
    """It is shown, and neither weighed nor in the way of others."""
    points = {"cost": 0.0, "days": 100.0}
    lens = Lens("one", "cost", "x", points=points, apart=frozenset({"other"}))
    one, other = look(material(), lens).rows
    assert other.score is None
    assert other.first is None
    assert other.middle == 25.0
    assert one.first == 1.0


def test_a_measure_without_a_better_and_a_worse() -> None:
    """It is shown and not ranked."""
    row = look(material(), Lens("one", "beds", "x")).rows[0]
    assert (row.middle, row.best, row.regret) == (7.0, None, None)


@pytest.mark.parametrize(
    "lens",
    [Lens("none", "cost", "x"), Lens("one", "none", "x"), Lens("one", "cost", "z")],
)
def test_what_the_run_lacks(lens: Lens) -> None:
    """Unknown names are refused."""
    with pytest.raises(ValueError, match="no "):
        look(material(), lens)
