"""Which reading of the law prevails in each future, and what may then be done.

Where a proposition is contested nobody knows which reading will be followed, so
each future takes one at random, all readings alike, for every course the same.
That is an assumption of the study, not an estimate of what a court would hold;
readings taken as given are the same in all futures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.law import System
from steelyard.law import Law
from steelyard.law.outcome import outcomes
from steelyard.stress.streams import keys, uniforms

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

_TRIES = 64


def readings(
    law: Law, taken: Mapping[str, str], futures: Ints, seed: int
) -> dict[str, Ints]:
    """Draw a reading of every proposition in each future.

    Pairs of readings that exclude one another are drawn again, all of the future's
    open readings with them.

    Parameters
    ----------
    taken
        Readings taken as given, by proposition.
    futures
        Numbers of the futures.

    Returns
    -------
    Proposition to the index of its reading, shape (futures,).

    Raises
    ------
    ValueError
        If no consistent readings are found.
    """
    found = {p: np.zeros(len(futures), dtype=np.int64) for p in law.readings}
    again = np.arange(len(futures))
    for turn in range(_TRIES):
        for prop, names in law.readings.items():
            if prop in taken:
                found[prop][again] = names.index(taken[prop])
            else:
                key = keys(seed, f"reading.{prop}", futures[again])
                point = uniforms(key, turn + 1)[:, turn]
                found[prop][again] = (point * len(names)).astype(np.int64)
        again = np.flatnonzero(_clash(law, found))
        if not again.size:
            return found
    raise ValueError("the law file excludes nearly every set of readings")


def _clash(law: Law, found: Mapping[str, Ints]) -> NDArray[np.bool_]:
    size = len(next(iter(found.values()))) if found else 0
    wrong = np.zeros(size, dtype=bool)
    for (one, first), (other, second) in law.excluded:
        a = found[one] == law.readings[one].index(first)
        b = found[other] == law.readings[other].index(second)
        wrong |= a & b
    return wrong


def may(
    casebook: Casebook,
    law: Law,
    actions: Sequence[str],
    taken: Mapping[str, str],
    prevailing: Mapping[str, Ints],
    system: System = "domestic",
) -> dict[str, Array]:
    """Tell in which futures each action is lawful, at home or abroad.

    Parameters
    ----------
    actions
        Ids; those without acts for the judge are left out.
    taken
        Readings taken as given.
    prevailing
        Proposition to the index of the reading that prevails, (futures,).
    system
        Of law; the two are never merged.

    Returns
    -------
    Action to 1 where every act of it is lawful, else 0; shape (futures,).
    """
    found: dict[str, Array] = {}
    for action in dict.fromkeys(actions):
        acts = casebook.actions[action].acts
        if not acts:
            continue
        ruled = outcomes(law, acts, casebook.front.as_of.law, taken)
        space = ruled[0].space
        worlds = space.full
        for outcome in ruled:
            worlds &= outcome.lawful(system)
        size = len(next(iter(prevailing.values()))) if prevailing else 1
        at = np.zeros(size, dtype=np.int64)
        for prop, block in zip(space.props, space.blocks, strict=True):
            at += prevailing[prop] * block
        which, back = np.unique(at, return_inverse=True)
        lawful = np.array([(worlds >> int(w)) & 1 for w in which], dtype=float)
        found[action] = lawful[back]
    return found
