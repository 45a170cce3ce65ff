"""GAO's four marks, on the tiny casebook."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.backtest import BackTest
from steelyard.money.marks import from_memory, marks
from steelyard.money.second import SecondEstimate


def test_marks_of_a_course_with_a_gap(tiny: Casebook) -> None:
    """A part without a cost keeps an estimate from being comprehensive."""
    course = tiny.courses["guard"]
    found = {
        m.name: m
        for m in marks(
            tiny,
            course,
            {"assumed": 90.0, "measured": 10.0},
            {(0, "wardens"): 10.0, (1, "guards"): 90.0},
            ("guards",),
        )
    }
    assert found["comprehensive"].level == "partly"
    assert any("A ban on boats" in r for r in found["comprehensive"].reasons)
    assert found["accurate"].level == "not"
    assert found["well_documented"].level == "partly"
    assert any("wardens" in r for r in found["well_documented"].reasons)
    assert found["credible"].level == "partly"


def test_from_memory(tiny: Casebook) -> None:
    """A number is from memory if all its sources are."""
    assert from_memory(tiny, "wardens")
    assert not from_memory(tiny, "guards")


def second(difference: float, covered: float) -> SecondEstimate:
    return SecondEstimate(
        course="guard",
        first=100.0,
        second=100.0 * (1 + difference),
        low=90.0,
        high=150.0,
        covered=covered,
        difference=difference,
        analogies=("storm",),
        not_covered=(),
    )


@pytest.mark.parametrize(
    ("difference", "covered", "level"),
    [(0.1, 0.9, "met"), (0.5, 0.9, "partly"), (0.1, 0.5, "partly")],
)
def test_credible_needs_a_near_second_estimate(
    tiny: Casebook, difference: float, covered: float, level: str
) -> None:
    """Met only if an analogy covers most of the cost and lies near it."""
    course = tiny.courses["guard"]
    found = marks(tiny, course, {}, {}, (), second(difference, covered))
    credible = next(m for m in found if m.name == "credible")
    assert credible.level == level
    assert any(f"{difference:+.0%}" in r for r in credible.reasons)


def test_accurate_tells_errors_of_back_tests(tiny: Casebook) -> None:
    """Measured numbers that mispredict the past are accurate in part."""
    test = BackTest(
        operation="flood",
        title="Flood",
        reported=100.0,
        bound="exact",
        predicted=200.0,
        low=150.0,
        high=250.0,
        error=1.0,
        inside=False,
        rates=(),
        left_out=(),
    )
    course = tiny.courses["guard"]
    found = marks(tiny, course, {"measured": 1.0}, {}, (), None, [test])
    accurate = next(m for m in found if m.name == "accurate")
    assert accurate.level == "partly"
    assert any("0 of 1 past operations" in r for r in accurate.reasons)
