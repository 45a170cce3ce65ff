"""The choice of routes: calibrated to seizures, answering to effort.

Volumes are relative to the baseline's. Everything is by future, good and route, and
all of it in arrays.

References
----------
Reuter, Crawford and Cave (1988), Sealing the Borders, RAND R-3594; Caulkins,
Crawford and Reuter (1993), Simulation of adaptive response: a model of drug
interdiction, Mathematical and Computer Modelling 17; McFadden (1974) for the choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """Draws of what rules traffickers' choices, each of shape (futures,).

    Attributes
    ----------
    sharpness
        Of the choice among routes.
    loss
        Weight of the probability of seizure in a route's worth.
    ceiling
        Most of what now gets through that added effort can catch.
    response
        Elasticity of the volume sent to the worth of sending.
    replacement
        Share of a shortfall that is sent again.
    """

    sharpness: Array
    loss: Array
    ceiling: Array
    response: Array
    replacement: Array


@dataclass(frozen=True)
class Flows:
    """Relative volumes, the baseline's sent volume being 1.

    Attributes
    ----------
    share
        Share of each route in what is sent, shape (futures, goods, routes).
    seizure
        Probability of seizure, shape (futures, routes).
    sent, seized, delivered
        Shape (futures, goods).
    """

    share: Array
    seizure: Array
    sent: Array
    seized: Array
    delivered: Array

    def seized_by_route(self) -> Array:
        """Return what is seized on each route, shape (futures, goods, routes)."""
        found: Array = self.sent[:, :, None] * self.share * self.seizure[:, None, :]
        return found


def calibrated(
    seized: Array,
    member: NDArray[np.int64],
    split: Array,
    seizure: Array,
    unseen: Array,
) -> Array:
    """Return the shares of routes that explain shares of seizures.

    The share of seizures on a route is proportional to its flow times its
    probability of seizure, so its flow is proportional to seizures over probability.

    Parameters
    ----------
    seized
        Share of each group in seizures, shape (goods, groups).
    member
        Group of each route, -1 for a route whose seizures nobody counts.
    split
        Share of a route in its group's seizures before scaling, (futures, routes).
    seizure
        Probability of seizure, shape (futures, routes).
    unseen
        Share of all flow on routes without a group, (futures, routes).

    Returns
    -------
    Shares of flow, shape (futures, goods, routes).
    """
    if (seizure <= 0).any():
        raise ValueError("a probability of seizure must be above 0")
    counted = member >= 0
    groups = seized.shape[1]
    belongs = member[:, None] == np.arange(groups)
    total = split @ belongs
    within = split / np.maximum(total @ belongs.T, 1e-12)
    of_route = seized[:, np.maximum(member, 0)]
    flow = np.where(counted, of_route * (within / seizure)[:, None, :], 0.0)
    flow = flow / flow.sum(axis=2, keepdims=True)
    hidden = np.where(counted, 0.0, unseen)
    left = 1.0 - hidden.sum(axis=1)
    if (left <= 0).any():
        raise ValueError("routes without a group take up all flow")
    shares: Array = flow * left[:, None, None] + hidden[:, None, :]
    return shares


def follow(share: Array, seizure: Array, effort: Array, choice: Choice) -> Flows:
    """Return flows when effort is added on routes.

    Parameters
    ----------
    share, seizure
        Baseline shares (futures, goods, routes) and probabilities (futures, routes).
    effort
        Added effort, shape (futures, routes): x catches `1 - exp(-x)` of what it
        could catch. With none the flows are the baseline.
    choice
        Draws of the rules.
    """
    caught = choice.ceiling[:, None] * (1.0 - seizure) * -np.expm1(-effort)
    raised = seizure + caught
    pull = np.exp(-(choice.sharpness * choice.loss)[:, None] * caught)
    weighed = share * pull[:, None, :]
    total = weighed.sum(axis=2)
    chosen = weighed / total[:, :, None]
    base = share.sum(axis=2)
    worth = np.log(total / base) / choice.sharpness[:, None]
    sent = np.exp(choice.response[:, None] * worth)
    passed = (chosen * (1.0 - raised)[:, None, :]).sum(axis=2)
    before = (share / base[:, :, None] * (1.0 - seizure)[:, None, :]).sum(axis=2)
    short = np.maximum(before - sent * passed, 0.0)
    delivered = sent * passed + choice.replacement[:, None] * short
    sent = delivered / passed
    return Flows(chosen, raised, sent, sent - delivered, delivered)
