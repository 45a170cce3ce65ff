"""Dominance, fronts, bars, swings and what one would have to believe."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.weigh.values.bars import Bar, admit
from steelyard.weigh.values.believe import what_to_believe
from steelyard.weigh.values.dominance import dominance, dominates, front
from steelyard.weigh.values.value_function import Swing, from_points, value
from steelyard.weigh.values.weights import Preference

VALUES = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.6], [0.5, 0.5]])
COURSES = ("a", "b", "c", "d")


def test_dominance_and_front() -> None:
    """The course that is worse on both is dominated; the others form the front."""
    assert dominance(VALUES)[2].tolist() == [False, False, False, True]
    assert front(VALUES).tolist() == [True, True, True, False]
    assert not dominates(VALUES[0], VALUES[0])
    assert front(np.array([[np.nan], [1.0]])).tolist() == [True, True]


def test_nearest_weights_that_put_each_first() -> None:
    """a needs 0.6 on x, b 0.6 on y, c none beyond even, d cannot come first."""
    a, b, c, d = what_to_believe(VALUES, COURSES, ("x", "y"))
    assert a.weights == pytest.approx({"x": 0.6, "y": 0.4}, abs=1e-6)
    assert a.ties == ("c",)
    assert b.weights == pytest.approx({"x": 0.4, "y": 0.6}, abs=1e-6)
    assert c.weights == pytest.approx({"x": 0.5, "y": 0.5}, abs=1e-6)
    assert (a.shortfall, b.shortfall, c.shortfall) == (0, 0, 0)
    assert d.shortfall == pytest.approx(0.1, abs=1e-6)


def test_stated_preferences_hold() -> None:
    """If y weighs at least as much as x, a falls short by what it must."""
    stated = Preference(order=(("y",), ("x",)))
    a, *_ = what_to_believe(VALUES, COURSES, ("x", "y"), stated)
    assert a.weights == pytest.approx({"x": 0.5, "y": 0.5}, abs=1e-6)
    assert a.shortfall == pytest.approx(0.1, abs=1e-6)


def test_one_course_needs_no_belief() -> None:
    """With nothing to compare with, even weights do."""
    (only,) = what_to_believe(VALUES[:1], ("a",), ("x", "y"))
    assert only.weights == pytest.approx({"x": 0.5, "y": 0.5})
    assert only.shortfall == 0


def test_swings() -> None:
    """Values run from 0 to 1 over the range, in either direction, flat outside."""
    swing = Swing("cost", "Cost", "USD", 200.0, 50.0)
    assert value(np.array([200.0, 125.0, 50.0, 0.0]), swing).tolist() == [0, 0.5, 1, 1]
    assert "from 200 to 50 USD" in swing.question()
    assert from_points({"x": 100, "y": 25}) == {"x": 0.8, "y": 0.2}
    with pytest.raises(ValueError, match="at least 0"):
        from_points({"x": 0})
    with pytest.raises(ValueError, match="no length"):
        Swing("cost", "Cost", "USD", 1.0, 1.0)


def test_bars_are_not_traded() -> None:
    """A bar sets a course apart; a contested one only under its reading."""
    firm = Bar("a", "posse", "the act forbids it")
    torn = Bar("b", "treaty", "consent is needed", ("narrow",))
    plain = admit(COURSES, [firm, torn])
    assert plain.admitted == ("b", "c", "d")
    assert plain.barred == {"a": (firm,)}
    assert plain.contested == {"b": (torn,)}
    strict = admit(COURSES, [firm, torn], ["narrow"])
    assert strict.admitted == ("c", "d")
    assert strict.contested == {}
    with pytest.raises(ValueError, match="no course"):
        admit(("c",), [firm])
