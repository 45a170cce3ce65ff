"""The sections as a list."""

from __future__ import annotations

from steelyard.tell.sections.order import SECTIONS
from steelyard.tell.steps import STEPS


def test_sections_are_told_apart_and_belong_to_a_step() -> None:
    """Ids are unique, and each section reports one of the seven steps."""
    ids = [s.id for s in SECTIONS]
    assert len(ids) == len(set(ids))
    assert {s.step for s in SECTIONS} <= {step.name for step in STEPS}
    assert len(STEPS) == 7
