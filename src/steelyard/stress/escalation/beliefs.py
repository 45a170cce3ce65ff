"""What must be believed for a move to help, and which belief is worth learning.

A move helps, in a draw, if the climber expects more from it than from the status quo,
by the climber's own payoffs. Nothing is said about whether these are right.

References
----------
Strong, Oakley and Brennan (2014), Medical Decision Making 34:311-326 (value of
learning one input, from a probabilistic sample; here by classes of equal count).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CLASSES = 10
"""Classes of equal count into which an input is cut."""


@dataclass(frozen=True)
class Belief:
    """How one input bears on whether a move helps.

    Attributes
    ----------
    quantity
        Its id.
    helps, hurts
        Median of the input where the move helps, and where it does not; None if
        there is no such draw.
    low_share, high_share
        Share of draws in which the move helps, in the lowest and the highest tenth
        of the input.
    turns_at
        Value of the input at which the mean gain changes sign; None if it does not.
    worth
        What knowing the input exactly is worth in deciding between the move and the
        status quo, in the climber's points.
    flips
        Share of draws in which knowing it would change that decision.
    """

    quantity: str
    helps: float | None
    hurts: float | None
    low_share: float
    high_share: float
    turns_at: float | None
    worth: float
    flips: float

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(self.__dict__)


def beliefs(
    gain: Array, draws: Mapping[str, Array], names: Sequence[str]
) -> list[Belief]:
    """Say for each input how it bears on a gain, the most telling first.

    Parameters
    ----------
    gain
        The climber's gain over the status quo, shape (draws,).
    draws
        Inputs.
    names
        Inputs to look at.
    """
    found = [_belief(gain, draws[name], name) for name in names]
    return sorted(
        found, key=lambda b: (-round(b.worth, 2), -abs(b.high_share - b.low_share))
    )


def _belief(gain: Array, x: Array, name: str) -> Belief:
    order = np.argsort(x, kind="stable")
    classes = np.array_split(order, min(CLASSES, len(x)))
    mean = np.array([gain[c].mean() for c in classes])
    middle = np.array([np.median(x[c]) for c in classes])
    size = np.array([len(c) for c in classes])
    good = gain > 0
    overall = gain.mean()
    informed = float(np.dot(np.maximum(mean, 0.0), size) / size.sum())
    other = (mean > 0) != (overall > 0)
    return Belief(
        name,
        float(np.median(x[good])) if good.any() else None,
        float(np.median(x[~good])) if not good.all() else None,
        float(good[classes[0]].mean()),
        float(good[classes[-1]].mean()),
        _crossing(middle, mean),
        max(informed - max(float(overall), 0.0), 0.0),
        float(size[other].sum() / size.sum()),
    )


def _crossing(x: Array, y: Array) -> float | None:
    """Return where y changes sign, between the first two classes where it does."""
    for a in range(len(y) - 1):
        if (y[a] > 0) != (y[a + 1] > 0):
            share = y[a] / (y[a] - y[a + 1])
            return float(x[a] + share * (x[a + 1] - x[a]))
    return None


@dataclass(frozen=True)
class Worth:
    """What knowing one input is worth in deciding among all moves.

    Attributes
    ----------
    quantity
        Its id.
    worth
        In the climber's points.
    flips
        Share of draws in which knowing it would change which move has most on average.
        Which one that is depends on ranges that nobody has measured, and is not told.
    """

    quantity: str
    worth: float
    flips: float

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(self.__dict__)


def among(
    gains: Array, draws: Mapping[str, Array], names: Sequence[str]
) -> list[Worth]:
    """Say for each input what knowing it is worth among all moves, the most first.

    Parameters
    ----------
    gains
        The climber's gain by each move over the status quo, shape (draws, moves).
    draws
        Inputs.
    names
        Inputs to look at.
    """
    whole = gains.mean(axis=0)
    out = []
    for name in names:
        order = np.argsort(draws[name], kind="stable")
        classes = np.array_split(order, min(CLASSES, len(order)))
        mean = np.array([gains[c].mean(axis=0) for c in classes])
        size = np.array([len(c) for c in classes]) / len(order)
        informed = float(size @ mean.max(axis=1))
        other = mean.argmax(axis=1) != whole.argmax()
        worth = max(informed - float(whole.max()), 0.0)
        out.append(Worth(name, worth, float(size[other].sum())))
    return sorted(out, key=lambda w: (-w.worth, w.quantity))
