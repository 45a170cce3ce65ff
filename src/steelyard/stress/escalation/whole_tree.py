"""The solved game as a tree over all its periods, pruned where it is thin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.chances import joint_prior, path_chances
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.histories import Histories
from steelyard.stress.escalation.imposed import solve_imposed
from steelyard.stress.escalation.shape import Shape

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Twig:
    """A node of the tree that was not pruned.

    Attributes
    ----------
    path
        Moves of the others up to it, period by period, in the order of moving.
    player
        Who made the last of them.
    period
        Its period, from 0.
    chance
        Probability of coming to it, (draws,).
    given
        Probability of its last move where the moves before were made, (draws,).
    ends
        Stage that the period ends in, where this is its last move; else empty.
    dropped, share
        How many moves that could follow are pruned, and the mean probability of
        coming to them together.
    """

    path: tuple[str, ...]
    player: str
    period: int
    chance: Array
    given: Array
    ends: str
    dropped: int
    share: float


@dataclass(frozen=True)
class WholeTree:
    """All periods after the climber's moves.

    Attributes
    ----------
    twigs
        Nodes kept, each before those that follow it, likelier ones first.
    dropped, share
        As of a twig, for what stands at the root.
    paths, kept
        How many paths through all periods can be made, and how many are kept whole.
    pruned
        Mean probability of all paths that are not kept whole.
    """

    twigs: tuple[Twig, ...]
    dropped: int
    share: float
    paths: int
    kept: int
    pruned: float


def whole_tree(
    game: Game, draws: Mapping[str, Array], sequence: Sequence[str], least: float
) -> WholeTree:
    """Return the tree of all periods, the climber's moves being given.

    Parameters
    ----------
    game
        The game.
    draws
        Quantities by draw.
    sequence
        The climber's move in each period.
    least
        Branches whose mean probability over draws is below it are pruned. Means add
        up, so that what is pruned has a probability of its own.

    Returns
    -------
    Types are averaged over their priors, and beliefs about them carried along.
    """
    form, tree, solved = solve_imposed(game, draws, sequence)
    grower = _Grower(game, form, tree, path_chances(form, solved.strategy), least)
    prior = joint_prior(form, game.priors(draws))
    dropped, share = grower.grow(0, prior, (), np.ones(len(prior)))
    pruned = 1.0 - sum(grower.whole)
    return WholeTree(
        tuple(grower.twigs),
        dropped,
        share,
        _paths(form, tree, solved.strategy),
        len(grower.whole),
        max(0.0, float(pruned)),
    )


def _paths(form: Shape, tree: Histories, strategy: Array) -> int:
    """Return how many paths through all periods can be made."""
    open_ = path_chances(form, strategy).max(axis=(0, 2)) > 0
    count = np.zeros(len(tree.period))
    for node in range(len(count) - 1, -1, -1):
        child = int(tree.child[node])
        after = count[child : child + form.paths] if child >= 0 else np.ones(form.paths)
        count[node] = (open_[node] * after).sum()
    return int(count[0])


class _Grower:
    """Grows the tree depth first, and prunes as it goes."""

    def __init__(
        self, game: Game, form: Shape, tree: Histories, chances: Array, least: float
    ) -> None:
        self.game, self.form, self.tree = game, form, tree
        self.chances, self.least = chances, least
        self.others = tuple(len(m) for m in game.moves[1:])
        self.twigs: list[Twig] = []
        self.whole: list[float] = []
        """Mean probability of each path that is kept to its end."""

    def grow(
        self, node: int, reach: Array, path: tuple[str, ...], here: Array
    ) -> tuple[int, float]:
        """Add a period's branches.

        Parameters
        ----------
        reach
            Probability of coming to the node with each joint type, (draws, joint).
        path
            Moves up to it.
        here
            Probability of coming to it, (draws,).

        Returns
        -------
        How many first moves are pruned, and their mean probability.
        """
        mass = reach[:, :, None] * self.chances[:, node]
        mass = mass.reshape(*reach.shape, *self.others)
        return self._branch(node, mass, path, here, ())

    def _branch(
        self,
        node: int,
        mass: Array,
        path: tuple[str, ...],
        here: Array,
        at: tuple[int, ...],
    ) -> tuple[int, float]:
        s = len(at) + 1
        names = self.game.moves[s]
        rest = tuple(range(3, mass.ndim))
        came = mass.sum(axis=(1, *rest))
        order = np.argsort(-came.mean(axis=0), kind="stable")
        dropped, share = 0, 0.0
        for a in order:
            chance = came[:, a]
            mean = float(chance.mean())
            if mean <= 0.0 or mean < self.least:
                dropped, share = dropped + (mean > 0.0), share + mean
                continue
            given = np.divide(chance, here, out=np.zeros_like(here), where=here > 0)
            self._add(
                node, mass[:, :, a], (*path, names[a]), chance, given, (*at, int(a))
            )
        return dropped, share

    def _add(
        self,
        node: int,
        mass: Array,
        path: tuple[str, ...],
        chance: Array,
        given: Array,
        at: tuple[int, ...],
    ) -> None:
        game, tree = self.game, self.tree
        place, period = len(self.twigs), int(tree.period[node])
        last = len(at) == len(self.others)
        ends, dropped, share = "", 0, 0.0
        twig = Twig(path, game.players[len(at)], period, chance, given, "", 0, 0.0)
        self.twigs.append(twig)
        if last:
            way = int(np.ravel_multi_index(at, self.others))
            whole = tree.select[period, way]
            ends = game.stages[game.next_stage[tree.stage[node], whole]]
            child = int(tree.child[node])
            if child >= 0:
                dropped, share = self.grow(child + way, mass, path, chance)
            else:
                self.whole.append(float(chance.mean()))
        else:
            dropped, share = self._branch(node, mass, path, chance, at)
        self.twigs[place] = Twig(
            path, twig.player, period, chance, given, ends, dropped, share
        )
