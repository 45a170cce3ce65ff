"""What to find out first: the value of information on one measure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from steelyard.casebook.quantity import Record
from steelyard.weigh.examine.material import BASELINE, Material
from steelyard.weigh.information import (
    Worth,
    chance,
    evpi,
    evppi,
    first_to_find_out,
    says,
    weightings,
)

MOST_ROWS = 10_000
MOST_INPUTS = 10


class Learning(Record):
    """What learning an input would be worth."""

    input: str
    says: str
    changes: float
    """Share of futures in which the choice would change."""
    gain: float
    """Expected improvement, in the measure's unit."""
    error: float
    """Its standard error."""
    above_chance: bool
    """Whether the gain is more than noise would seem to bring."""
    range: tuple[float, float]
    """Share of futures in which it changes, over the weightings of futures tried."""


class Information(Record):
    """What to find out first, for the choice among some courses on one measure."""

    measure: str
    courses: tuple[str, ...]
    """Among which is chosen: the baseline and courses that the law bars left out."""
    everything: Learning
    inputs: tuple[Learning, ...]
    weightings: tuple[str, ...]
    rows: int
    left_out: int


def information(
    material: Material, measure: str, barred: Sequence[str] = (), seed: int = 0
) -> Information | None:
    """Return what to find out first; None if there is no choice to inform.

    The choice is read as: the best mean on this measure alone, among courses that
    act (the baseline is left out, since on a measure of cost it would always be
    chosen), with futures weighted alike and tilted to either side.
    """
    outcomes = material.outcomes
    out = {BASELINE, *barred}
    at = [i for i, c in enumerate(outcomes.courses) if c not in out]
    courses = tuple(outcomes.courses[i] for i in at)
    raw = outcomes.of(measure)[at, :MOST_ROWS] * outcomes.scale(measure).sign
    whole = ~np.isnan(raw).any(axis=0)
    if len(courses) < 2 or whole.sum() < 50:
        return None
    values = raw[:, whole]
    columns = material.rests_on(courses, measure)
    names = [material.names[c] for c in columns]
    inputs = material.inputs[:MOST_ROWS][whole][:, columns]
    schemes = weightings(values)
    even = {w.input: w for w in first_to_find_out(values, inputs, names)}
    most = sorted(even, key=lambda n: -even[n].gain)[:MOST_INPUTS]
    tilted = {
        name: [
            evppi(values, inputs[:, names.index(name)], name, weights)
            for weights in schemes.values()
        ]
        for name in most
    }
    total = [evpi(values, weights) for weights in schemes.values()]
    noise = chance(values, np.random.default_rng([seed, 7]))
    return Information(
        measure=measure,
        courses=courses,
        everything=_learning(material, evpi(values), total, noise),
        inputs=tuple(
            _learning(material, even[name], tilted[name], noise) for name in most
        ),
        weightings=tuple(schemes),
        rows=int(whole.sum()),
        left_out=int((~whole).sum()),
    )


def _learning(
    material: Material, worth: Worth, across: Sequence[Worth], noise: float
) -> Learning:
    phrase = material.phrase(worth.input) if worth.input else "everything"
    shares = [w.changes for w in across]
    return Learning(
        input=worth.input,
        says=says(worth, phrase),
        changes=worth.changes,
        gain=worth.gain,
        error=worth.error,
        above_chance=worth.gain > noise,
        range=(min(shares), max(shares)),
    )
