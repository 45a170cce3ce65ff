"""Games in extensive form, as arrays over nodes: a second road to the same answers.

The period solver is checked against this one, and this one against textbooks, Gambit
and OpenSpiel through `.efg` files.

Every node but the root hangs on a *slot*: a move of an information set, or a branch of
chance. Information sets own consecutive slots. Perfect recall is taken for granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.shape import Bools, Ints, Shape

Array = NDArray[np.float64]

CHANCE = -1


@dataclass(frozen=True)
class Tree:
    """A game tree; parents come before children.

    Attributes
    ----------
    parent, edge, depth
        Of each node: its parent, the slot it hangs on (-1 for the root), its depth.
    payoff
        Shape (nodes, players); zero but at the ends.
    owner
        Player that owns each slot, or `CHANCE`.
    start, count
        First slot and number of slots of each information set.
    chance
        Probability of each slot of chance, 0 elsewhere, shape (slots,).
    names
        Labels of slots.
    """

    parent: Ints
    edge: Ints
    depth: Ints
    payoff: Array
    owner: Ints
    start: Ints
    count: Ints
    chance: Array
    names: tuple[str, ...] = ()

    @property
    def players(self) -> int:
        """Number of players."""
        return int(self.payoff.shape[1])

    @cached_property
    def levels(self) -> list[Ints]:
        """Nodes by depth, the root left out."""
        return [np.flatnonzero(self.depth == d) for d in range(1, self.depth.max() + 1)]

    def even(self) -> Array:
        """Return even play, chance included."""
        out = self.chance.copy()
        for first, n in zip(self.start, self.count, strict=True):
            if self.owner[first] != CHANCE:
                out[first : first + n] = 1.0 / n
        return out

    def reach(self, play: Array, without: int | None = None) -> Array:
        """Return the probability of each node; the moves of one player left out."""
        factor = np.where(self.owner == without, 1.0, play)
        out = np.ones(len(self.parent))
        for nodes in self.levels:
            out[nodes] = out[self.parent[nodes]] * factor[self.edge[nodes]]
        return out

    def values(self, play: Array) -> Array:
        """Return what each player may expect at each node, shape (nodes, players)."""
        out = self.payoff.copy()
        for nodes in reversed(self.levels):
            share = play[self.edge[nodes], None] * out[nodes]
            np.add.at(out, self.parent[nodes], share)
        return out

    def slot_values(self, play: Array, player: int) -> tuple[Array, Array]:
        """Return what moves are worth, weighted by how others come there.

        Returns
        -------
        Value times weight, and weight, by slot; zero for slots of others.
        """
        value, weight = np.zeros(len(self.owner)), np.zeros(len(self.owner))
        reach, worth = self.reach(play, player), self.values(play)[:, player]
        nodes = np.flatnonzero(self.edge >= 0)
        nodes = nodes[self.owner[self.edge[nodes]] == player]
        at = reach[self.parent[nodes]]
        np.add.at(value, self.edge[nodes], at * worth[nodes])
        np.add.at(weight, self.edge[nodes], at)
        return value, weight

    def sets_of(self, player: int) -> list[slice]:
        """Return the slots of each information set of a player."""
        return [
            slice(first, first + n)
            for first, n in zip(self.start, self.count, strict=True)
            if self.owner[first] == player
        ]


def best_response(tree: Tree, play: Array, player: int) -> Array:
    """Return `play` with a player's best response to the others.

    Each round settles the information sets before which one more own decision lies;
    there are never more rounds than levels.
    """
    out = play.copy()
    for _ in range(int(tree.depth.max())):
        value, _ = tree.slot_values(out, player)
        new = out.copy()
        for slots in tree.sets_of(player):
            new[slots] = 0.0
            new[slots.start + int(value[slots].argmax())] = 1.0
        if (new == out).all():
            break
        out = new
    return out


def gains(tree: Tree, play: Array) -> Array:
    """Return what each player could gain by its best response, shape (players,).

    Their sum is NashConv; half of it, in a game of two players whose payoffs add up to
    nothing, is the exploitability.
    """
    base = tree.values(play)[0]
    return np.array(
        [
            tree.values(best_response(tree, play, i))[0, i] - base[i]
            for i in range(tree.players)
        ]
    )


def period_tree(form: Shape, allowed: Bools, table: Array, prior: Array) -> Tree:
    """Write one period of a game as a tree.

    Parameters
    ----------
    table
        Payoffs, shape (players, joint, paths).
    prior
        Shape (players, most types).
    """
    joint, players = form.joint, len(form.moves)
    weight = np.ones(joint)
    for s in range(players):
        weight *= prior[s, form.own_type[s]]
    # Slots: chance first, then those of the period in their order.
    parent, edge, depth = [0], [-1], [0]
    payoff = [np.zeros(players)]
    level = []
    for j in range(joint):
        level.append((len(parent), j, 0))
        parent.append(0)
        edge.append(j)
        depth.append(1)
        payoff.append(np.zeros(players))
    for s in range(players):
        after = []
        for node, j, p in level:
            first = form.slot[form.offset[s] + j * form.before[s] + p]
            for a in range(int(form.moves[s])):
                if not allowed[first + a]:
                    continue
                path = p * int(form.moves[s]) + a
                after.append((len(parent), j, path))
                parent.append(node)
                edge.append(joint + int(first) + a)
                depth.append(s + 2)
                end = s == players - 1
                payoff.append(table[:, j, path] if end else np.zeros(players))
        level = after
    return _period(form, allowed, weight, parent, edge, depth, payoff)


def _period(
    form: Shape,
    allowed: Bools,
    weight: Array,
    parent: list[int],
    edge: list[int],
    depth: list[int],
    payoff: list[Array],
) -> Tree:
    """Number the open slots and make the tree."""
    joint = form.joint
    kept = np.concatenate([np.ones(joint, dtype=bool), allowed])
    renumber = np.cumsum(kept) - 1
    start, count, owner = [0], [joint], [CHANCE] * joint
    for s in range(len(form.moves)):
        n = int(form.moves[s])
        for first in range(int(form.first[s]), int(form.first[s + 1]), n):
            open_ = int(allowed[first : first + n].sum())
            start.append(int(renumber[joint + first : joint + first + n][
                allowed[first : first + n]][0]))  # fmt: skip
            count.append(open_)
            owner += [s] * open_
    edges = np.array(edge)
    edges[1:] = renumber[edges[1:]]
    chance = np.concatenate([weight, np.zeros(int(allowed.sum()))])
    return Tree(
        np.array(parent),
        edges,
        np.array(depth),
        np.array(payoff),
        np.array(owner),
        np.array(start),
        np.array(count),
        chance,
    )
