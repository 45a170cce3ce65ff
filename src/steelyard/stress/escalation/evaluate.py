"""What a sequence of the climber's moves leads to, over draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.schema.escalation import Outcome
from steelyard.stress.escalation.chances import (
    Indicator,
    ever,
    joint_prior,
    path_chances,
    summed,
)
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import Histories
from steelyard.stress.escalation.imposed import solve_imposed
from steelyard.stress.escalation.walk import Walk, walk

Array = NDArray[np.float64]

CHUNK = 256
"""Draws that are held in memory at once."""


@dataclass(frozen=True)
class Evaluation:
    """What follows from a sequence of moves, by draw.

    Attributes
    ----------
    sequence
        The climber's move in each period.
    outcomes
        Outcome id to its probability, shape (draws,).
    scales
        Scale id to its mean level, shape (draws,); scales of ranks are left out.
    ranks
        Scale id to the probability of each rank, shape (draws, ranks).
    payoff
        What each player may expect, discounted, in points, shape (draws, players).
    answers
        Player to the probability of each of its moves in the first period, shape
        (draws, moves).
    walk
        One path in each draw, and the levels of scales along it.
    gain
        What each player could gain by another strategy, shape (draws, players).
    residual
        Shape (draws,).
    """

    sequence: tuple[str, ...]
    outcomes: dict[str, Array]
    scales: dict[str, Array]
    ranks: dict[str, Array]
    payoff: Array
    answers: dict[str, Array]
    walk: Walk
    gain: Array
    residual: Array


def evaluate(
    game: Game,
    draws: Mapping[str, Array],
    sequence: Sequence[str],
    points: Array,
    precision: Array | None = None,
) -> Evaluation:
    """Impose the climber's moves, solve the others, and say where it leads.

    Parameters
    ----------
    game
        The game.
    draws
        Quantity to its value in each draw.
    sequence
        The climber's move in each period.
    points
        Uniform numbers for the path of each draw, shape (draws, players x
        (periods + 1)); the same for all sequences, so that courses are compared in
        the same worlds.
    precision
        Instead of the game's own, shape (draws,).
    """
    count = len(points)
    parts = []
    for at in range(0, count, CHUNK):
        rows = slice(at, at + CHUNK)
        some = {name: values[rows] for name, values in draws.items()}
        sharp = None if precision is None else precision[rows]
        parts.append(_chunk(game, some, tuple(sequence), points[rows], sharp))
    return _join(parts)


def _chunk(
    game: Game,
    draws: Mapping[str, Array],
    sequence: tuple[str, ...],
    points: Array,
    precision: Array | None,
) -> Evaluation:
    form, tree, solved = solve_imposed(game, draws, sequence, precision=precision)
    chances = path_chances(form, solved.strategy)
    prior = joint_prior(form, game.priors(draws))
    periods = len(sequence)

    def mean(value: Array) -> Array:
        total: Array = (prior * value).sum(axis=1)
        return total

    outcomes = {
        o.id: mean(_outcome(game, tree, chances, o, periods))
        for o in game.file.outcomes
    }
    scales, ranks = {}, {}
    for id_, scale in game.file.scales.items():
        if scale.ranks:
            most = [
                mean(ever(tree, chances, _at_least(game, tree, id_, rank)))
                for rank in range(1, len(scale.ranks))
            ]
            above = np.stack([np.ones(len(prior)), *most, np.zeros(len(prior))], axis=1)
            ranks[id_] = above[:, :-1] - above[:, 1:]
        else:
            level = _level(game, draws, tree, chances, id_)
            scales[id_] = scale.base + mean(level)
    answers = {}
    for s, player in enumerate(game.players):
        made = np.stack([form.made[s] == a for a in range(form.moves[s])], axis=1)
        answers[player] = np.einsum("dj,djp,pa->da", prior, chances[:, 0], made)
    payoff = np.einsum("dj,dij->di", prior, solved.value[:, 0])
    path = walk(game, form, tree, solved.strategy, draws, points)
    return Evaluation(
        sequence,
        outcomes,
        scales,
        ranks,
        payoff,
        answers,
        path,
        solved.gain,
        solved.residual,
    )


def _outcome(
    game: Game, tree: Histories, chances: Array, outcome: Outcome, periods: int
) -> Array:
    fits = game.matches(outcome.when).astype(float)
    if outcome.stages:
        good = [name in outcome.stages for name in game.stages]
        fits = fits * np.array(good)[game.next_stage]

    def here(node: int) -> Array:
        t = int(tree.period[node])
        value: Array = fits[tree.stage[node], tree.select[t]]
        return value if outcome.at == "ever" or t == periods - 1 else 0.0 * value

    return (ever if outcome.at == "ever" else summed)(tree, chances, here)


def _at_least(game: Game, tree: Histories, scale: str, rank: int) -> Indicator:
    level = np.zeros((len(game.stages), game.shape.paths))
    for item in game.file.consequences:
        if item.scale == scale and item.rank is not None:
            where = game.matches(item.when, item.stages)
            level = np.where(where, np.maximum(level, item.rank), level)
    reached = (level >= rank).astype(float)
    return lambda node: reached[tree.stage[node], tree.select[tree.period[node]]]


def _level(
    game: Game, draws: Mapping[str, Array], tree: Histories, chances: Array, scale: str
) -> Array:
    """Return the mean of what adds to a scale, by draw and joint type."""
    over = game.file.scales[scale].over
    periods = len(tree.select)
    total = np.zeros((chances.shape[0], chances.shape[2]))
    for item in game.file.consequences:
        if item.scale != scale or item.size is None:
            continue
        where = game.matches(item.when, item.stages).astype(float)

        def here(node: int, where: Array = where) -> Array:
            t = int(tree.period[node])
            value: Array = where[tree.stage[node], tree.select[t]]
            if over == "end" and t < periods - 1:
                return 0.0 * value
            return value / periods if over == "mean" else value

        size = item.times * draws[item.size][:, None]
        total += size * summed(tree, chances, here)
    return total


def _join(parts: list[Evaluation]) -> Evaluation:
    def both(name: str) -> dict[str, Array]:
        keys = getattr(parts[0], name)
        return {k: np.concatenate([getattr(p, name)[k] for p in parts]) for k in keys}

    return Evaluation(
        parts[0].sequence,
        both("outcomes"),
        both("scales"),
        both("ranks"),
        np.concatenate([p.payoff for p in parts]),
        both("answers"),
        Walk.join([p.walk for p in parts]),
        np.concatenate([p.gain for p in parts]),
        np.concatenate([p.residual for p in parts]),
    )
