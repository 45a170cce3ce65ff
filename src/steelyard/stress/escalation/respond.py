"""Best responses of all players to given strategies of one period, over draws."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.histories import as_tuple
from steelyard.stress.escalation.jit import over_draws
from steelyard.stress.escalation.period import deviate, flows, fold
from steelyard.stress.escalation.shape import Bools, Form, Shape

Array = NDArray[np.float64]


@over_draws
def _all(
    shape: Form,
    tables: Array,
    priors: Array,
    allowed: Bools,
    given: Array,
    out: Array,
    gain: Array,
) -> None:
    first, own_type = shape[7], shape[2]
    players, joint = own_type.shape
    for d in numba.prange(tables.shape[0]):
        slots = given.shape[1]
        nodes = shape[5][-1]
        work = (np.empty(nodes), np.empty(joint), np.empty(slots), np.empty(slots))
        flows(shape, given[d], work[0])
        even = tables[d].copy()
        for back in range(players):
            fold(shape, even, given[d], players - 1 - back)
        for who in range(players):
            cur = tables[d].copy()
            own = given[d].copy()
            deviate(shape, cur, priors[d], allowed, given[d], own, who, work)
            for k in range(first[who], first[who + 1]):
                out[d, k] = own[k]
            total = 0.0
            for j in range(joint):
                share = 1.0
                for r in range(players):
                    share *= priors[d, r, own_type[r, j]]
                total += share * (cur[who, j, 0] - even[who, j, 0])
            gain[d, who] = max(total, 0.0)


def best_responses(
    form: Shape, tables: Array, priors: Array, allowed: Bools, given: Array
) -> tuple[Array, Array]:
    """Return each player's best response to the others, and what it gains by it.

    Parameters
    ----------
    tables
        Payoffs of the period, shape (draws, players, joint, paths).
    priors
        Shape (draws, players, most types).
    given
        Strategies, shape (draws, slots).

    Returns
    -------
    Responses, shape (draws, slots), and gains, shape (draws, players). The largest
    gain is the exploitability (epsilon) of the given strategies.
    """
    out = np.zeros_like(given)
    gain = np.zeros((len(given), len(form.types)))
    _all(
        as_tuple(form),
        np.ascontiguousarray(tables),
        np.ascontiguousarray(priors),
        allowed,
        np.ascontiguousarray(given),
        out,
        gain,
    )
    return out, gain
