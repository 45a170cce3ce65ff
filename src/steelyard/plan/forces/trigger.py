"""The rule that sends the reserve, known some weeks ahead.

The rule sees the need of `lead` weeks ago, never that of today or later. It compares it
with the median of that week over scenarios: below `start` times the median nobody is
sent, above `start + width` times it all are, and in between a share. Who is sent stays
for at least `hold` weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.linear import Floats


@dataclass(frozen=True)
class Trigger:
    """The rule's parameters; see the module."""

    start: float
    width: float
    lead: int
    hold: int = 1

    def __post_init__(self) -> None:
        if self.start < 0 or self.width < 0:
            raise ValueError("start and width must be at least 0")
        if self.lead < 1 or self.hold < 1:
            raise ValueError("lead and hold must be at least a week")


def sent(rule: Trigger, demand: Floats, usual: Floats | None = None) -> Floats:
    """Return the share of the reserve on duty, shape (scenarios, weeks).

    Parameters
    ----------
    rule
        Its parameters.
    demand
        Shape (scenarios, weeks).
    usual
        What the rule compares with, shape (weeks,); the median over the scenarios if
        left out. Give that of the sample on which the rule was made when evaluating
        it on another.
    """
    count, weeks = demand.shape
    middle = np.median(demand, axis=0) if usual is None else usual
    ratio = demand / np.maximum(middle, 1e-9)
    share = np.clip((ratio - rule.start) / max(rule.width, 1e-9), 0.0, 1.0)
    seen = np.zeros((count, weeks))
    seen[:, rule.lead :] = share[:, : max(0, weeks - rule.lead)]
    held = seen.copy()
    for back in range(1, min(rule.hold, weeks)):
        held[:, back:] = np.maximum(held[:, back:], seen[:, :-back])
    return held
