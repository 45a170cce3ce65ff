"""What other ideas of how players choose would have them do.

Quantal response with other precisions, its limit, and level-k thinking, each in the
first period of the game with the climber free. They are shown beside each other: where
they differ, the answer rests on the idea of choice and not on the payoffs.

References
----------
McKelvey and Palfrey (1998), Experimental Economics 1:9-41 (logit agent quantal
response; its limit is a sequential equilibrium). Stahl and Wilson (1995), Games and
Economic Behavior 10:218-254 (level-k). Tammelin (2014), arXiv 1407.5042 (CFR+; with
three players it carries no guarantee, so its distance from equilibrium is told).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.cfr import cfr_plus
from steelyard.stress.escalation.chances import joint_prior, path_chances
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import histories, solve_histories, uniform
from steelyard.stress.escalation.respond import best_responses
from steelyard.stress.escalation.tree import period_tree

Array = NDArray[np.float64]

PRECISIONS = (1.0, 3.0, 10.0)
"""Precisions, per point, that are shown beside the game's own."""

LIMIT = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Precisions by which the limit is approached, each from where the last one ended."""


CFR_DRAWS = 8
"""Draws in which CFR+ is run: it goes draw by draw, and slowly."""

CFR_ROUNDS = 120


@dataclass(frozen=True)
class Concept:
    """What one idea of choice says of the first period.

    Attributes
    ----------
    id, title
        Its name.
    answers
        Player to the probability of each of its moves, shape (draws, moves).
    answers_to
        Player to the probability of each of its moves after each move of the climber,
        shape (draws, climber's moves, moves); the climber left out.
    epsilon
        Largest gain of any player by another strategy, in points, shape (draws,).
    residual
        Distance from the fixed point, shape (draws,); 0 where there is none.
    """

    id: str
    title: str
    answers: dict[str, Array]
    answers_to: dict[str, Array]
    epsilon: Array
    residual: Array


def concepts(game: Game, draws: Mapping[str, Array]) -> list[Concept]:
    """Solve the first period under each idea of choice.

    Parameters
    ----------
    draws
        Quantities by draw; a few hundred are enough.
    """
    form = game.shape
    tree = histories(game.next_stage, np.arange(form.paths)[None])
    tables, priors = game.payoffs(draws), game.priors(draws)
    count = len(tables)
    own = draws[str(game.file.precision)]
    allowed = game.allowed[None]
    ones = np.ones(count)

    def quantal(precision: Array, start: Array | None = None) -> Any:
        return solve_histories(
            form, tree, tables, priors, ones, precision, allowed, start, tol=5e-7
        )

    out: list[Concept] = []
    quantal_play: Array | None = None
    runs: list[tuple[str, str, Array]] = [("qre", "as the game has it", own)]
    runs += [(f"qre_{p:g}", f"precision {p:g} per point", p * ones) for p in PRECISIONS]
    for id_, title, precision in runs:
        found = quantal(precision)
        quantal_play = found.strategy[:, 0] if quantal_play is None else quantal_play
        name = f"quantal response, {title}"
        out.append(
            _concept(game, id_, name, found.strategy[:, 0], priors, found.gain,
                     found.residual)
        )  # fmt: skip
    start: Array | None = None
    for sharp in LIMIT:
        found = quantal(sharp * ones, start)
        start = found.strategy
    out.append(
        _concept(game, "limit", "quantal response towards its sequential limit",
                 found.strategy[:, 0], priors, found.gain, found.residual)
    )  # fmt: skip
    assert quantal_play is not None
    out += _thinking(game, tables[:, 0], priors, quantal_play)
    out.append(_regret(game, tables[:CFR_DRAWS, 0], priors[:CFR_DRAWS]))
    return out


def _thinking(
    game: Game, tables: Array, priors: Array, quantal_play: Array
) -> list[Concept]:
    """Return best responses: to quantal play, and to each other from even play up."""
    form, count = game.shape, len(tables)
    even = np.broadcast_to(uniform(form, game.allowed), (count, form.slots)).copy()
    named = [
        ("best_response", "best response to quantal play as the game has it"),
        *(
            (f"level_{k}", f"level {k} thinking, level 0 chooses evenly")
            for k in (1, 2, 3)
        ),
    ]
    out = []
    others = quantal_play
    for id_, name in named:
        play, _ = best_responses(form, tables, priors, game.allowed, others)
        _, gain = best_responses(form, tables, priors, game.allowed, play)
        out.append(_concept(game, id_, name, play, priors, gain, np.zeros(count)))
        others = even if id_ == "best_response" else play
    return out


def _regret(game: Game, tables: Array, priors: Array) -> Concept:
    """Return average play of CFR+ in a few draws, and what players could still gain."""
    form, count = game.shape, len(tables)
    play, gain = np.zeros((count, form.slots)), np.zeros((count, len(game.players)))
    for d in range(count):
        tree = period_tree(form, game.allowed, tables[d], priors[d])
        found = cfr_plus(tree, CFR_ROUNDS)
        play[d, game.allowed] = found.play[form.joint :]
        gain[d] = found.gain
    name = f"CFR+ average play after {CFR_ROUNDS} rounds, the first {count} draws"
    return _concept(game, "cfr_plus", name, play, priors, gain, np.zeros(count))


def _concept(
    game: Game,
    id_: str,
    title: str,
    strategy: Array,
    priors: Array,
    gain: Array,
    residual: Array,
) -> Concept:
    form = game.shape
    prior = joint_prior(form, priors)
    whole = np.einsum("dj,djp->dp", prior, path_chances(form, strategy))
    climber = len(game.moves[0])
    # Answers to moves that the climber does not make are told as well: it is taken to
    # try all of them evenly.
    trying = strategy.copy()
    trying[:, : form.first[1]] = uniform(form, game.allowed)[: form.first[1]]
    rest = np.einsum("dj,djp->dp", prior, path_chances(form, trying))
    rest = rest.reshape(len(rest), climber, -1)
    shown = rest / rest.sum(axis=2, keepdims=True)
    answers, after = {}, {}
    made = form.made.reshape(len(game.players), climber, -1)
    for s, player in enumerate(game.players):
        here = np.stack([form.made[s] == a for a in range(form.moves[s])], axis=1)
        answers[player] = whole @ here
        if s:
            one = np.stack([made[s, 0] == a for a in range(form.moves[s])], axis=1)
            after[player] = shown @ one
    return Concept(id_, title, answers, after, gain.max(axis=1), residual)
