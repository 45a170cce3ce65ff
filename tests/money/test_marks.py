"""GAO's four marks, on the tiny casebook."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.money.marks import from_memory, marks


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
