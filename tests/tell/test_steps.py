"""The seven steps."""

from __future__ import annotations

from steelyard.tell.steps import STEPS


def test_steps_in_order() -> None:
    """The way through the house, in order."""
    names = [step.name for step in STEPS]
    assert names == ["read", "audit", "judge", "plan", "stress", "account", "weigh"]
