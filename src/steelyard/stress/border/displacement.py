"""Where people cross: a choice among regions that answers to agents.

A region's share of encounters moves with last year's change of its agents, as in a
conditional logit with region effects taken out by differences. The record shows how
little it identifies: agents are also sent to where people come.

References
----------
McFadden (1974), Conditional logit analysis of qualitative choice behavior; Berry
(1994), Estimating discrete-choice models of product differentiation, RAND Journal of
Economics 25 (logit shares as a linear regression).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.scores import Score, Tally
from steelyard.stress.streams import keys, normals

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DisplacementFit:
    """The fitted rule.

    Attributes
    ----------
    years, regions
        What it was fitted to.
    elasticity, error
        Of a region's attraction to its agents a year before, with standard error.
    same_year, same_year_error
        The same against agents of the year itself: it mixes what agents find and
        where they are sent with what they repel.
    spread
        Standard deviation of what the rule does not tell of a log share.
    """

    years: tuple[int, int]
    regions: tuple[str, ...]
    elasticity: float
    error: float
    same_year: float
    same_year_error: float
    spread: float


def fit_displacement(
    years: tuple[int, ...], regions: tuple[str, ...], agents: Array, encounters: Array
) -> DisplacementFit:
    """Fit the rule to yearly agents and encounters, shape (years, regions)."""
    if len(years) < 5:
        raise ValueError(f"displacement needs five years, got {len(years)}")
    share = _centred(np.diff(np.log(encounters), axis=0))
    force = _centred(np.diff(np.log(agents), axis=0))
    late, error, spread = _slope(force[:-1], share[1:])
    same, same_error, _ = _slope(force, share)
    span = (years[0], years[-1])
    return DisplacementFit(span, regions, late, error, same, same_error, spread)


def _centred(values: Array) -> Array:
    centred: Array = values - values.mean(axis=1, keepdims=True)
    return centred


def _slope(x: Array, y: Array) -> tuple[float, float, float]:
    power = float((x * x).sum())
    slope = float((x * y).sum()) / power
    left = y - slope * x
    free = max(left.size - left.shape[0] - 1, 1)
    variance = float((left**2).sum()) / free
    return slope, float(np.sqrt(variance / power)), float(np.sqrt(variance))


def displaced(attempts: Array, before: Array, after: Array, elasticity: Array) -> Array:
    """Return attempts by region after a change of agents; their sum is kept.

    Parameters
    ----------
    attempts
        Shape (futures, months, regions).
    before, after
        People on the line, (futures, months, regions) or broadcast to it.
    elasticity
        Shape (futures,).
    """
    pull = (after / before) ** elasticity[:, None, None]
    weighed = attempts * pull
    total, sum_ = attempts.sum(axis=2), weighed.sum(axis=2)
    scale = np.divide(total, sum_, out=np.ones_like(total), where=sum_ > 0)
    moved: Array = weighed * scale[:, :, None]
    return moved


def judge_displacement(
    years: tuple[int, ...],
    regions: tuple[str, ...],
    agents: Array,
    encounters: Array,
    calibrate: tuple[int, int],
    judge: tuple[int, int],
) -> Score:
    """Judge next year's shares, given agents, on years that were not fitted.

    Rules: last year's shares with the spread of past changes, and equal shares.
    """
    fitted = [calibrate[0] <= y <= calibrate[1] for y in years]
    kept = tuple(y for y in years if calibrate[0] <= y <= calibrate[1])
    fit = fit_displacement(kept, regions, agents[fitted], encounters[fitted])
    change = _centred(np.diff(np.log(encounters[fitted]), axis=0))
    plain = float(change.std())
    tally = Tally()
    draws = np.arange(2000)
    for i, year in enumerate(years):
        if not judge[0] <= year <= judge[1] or i < 2:
            continue
        last = np.log(encounters[i - 1])
        noise = normals(keys(1, f"displacement.{year}", draws), len(regions))
        told = last + fit.elasticity * np.log(agents[i - 1] / agents[i - 2])
        rules = {
            "last_year": _softmax(last + plain * noise),
            "equal": np.full((2, len(regions)), 1 / len(regions)),
        }
        came = encounters[i] / encounters[i].sum()
        tally.add(_softmax(told + fit.spread * noise), rules, came)
    note = (
        f"displacement fitted to {kept[0]} to {kept[-1]}: elasticity "
        f"{fit.elasticity:.2f} with standard error {fit.error:.2f}"
    )
    says = "CRPS of regions' shares of encounters a year ahead"
    return tally.score("border.displacement", says, note)


def _softmax(logs: Array) -> Array:
    raised = np.exp(logs - logs.max(axis=-1, keepdims=True))
    shares: Array = raised / raised.sum(axis=-1, keepdims=True)
    return shares
