"""Textbook games, written down once, and the shipped games with a few draws."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.game import Game, compile_game
from steelyard.stress.escalation.histories import Histories, histories
from steelyard.stress.escalation.shape import Shape, shape
from steelyard.stress.escalation.tree import CHANCE, Tree
from steelyard.study.futures import sample

Array = NDArray[np.float64]

FIRST_SEEN = np.array([[False, False], [True, False]])


def one_period(form: Shape) -> Histories:
    """A single period of a single stage."""
    paths = np.arange(form.paths)
    return histories(np.zeros((1, form.paths), dtype=np.int64), paths[None])


def beer_quiche() -> tuple[Shape, Array, Array]:
    """Cho and Kreps (1987): a strong (0.9) or weak type has beer or quiche; the other
    fights or not. Paths: beer-fight, beer-not, quiche-fight, quiche-not."""
    form = shape([2, 1], [2, 2], FIRST_SEEN)
    table = np.zeros((1, 1, 2, 2, 4))
    table[0, 0, 0, 0] = [1, 3, 0, 2]
    table[0, 0, 0, 1] = [0, 2, 1, 3]
    table[0, 0, 1, 0] = [0, 1, 0, 1]
    table[0, 0, 1, 1] = [1, 0, 1, 0]
    return form, table, np.array([[[0.9, 0.1], [1.0, 0.0]]])


def entry(tough: float) -> tuple[Shape, Array, Array]:
    """Selten's chain store with one market: stay out or enter; the incumbent, tough
    with the given probability, yields or fights. Entry pays 1 if met by yielding and
    -1 if fought; a tough incumbent likes to fight, a weak one does not."""
    form = shape([1, 2], [2, 2], FIRST_SEEN)
    table = np.zeros((1, 1, 2, 2, 4))
    table[0, 0, 0, :] = [0, 0, 1, -1]
    table[0, 0, 1, 0] = [2, 2, 0, 1]
    table[0, 0, 1, 1] = [2, 2, 0, -1]
    return form, table, np.array([[[1.0, 0.0], [tough, 1 - tough]]])


def kuhn() -> Tree:
    """Kuhn (1950): three cards, one coin; the first player's value is -1/18."""
    deals = list(permutations(range(3), 2))
    parent, edge, depth = [0], [-1], [0]
    payoff = [[0.0, 0.0]]

    # Sets: player 0 opens (card), player 1 after check or bet (card), player 0 after
    # check and bet (card): slots 6 + 2 * k.
    def add(above: int, slot: int, level: int, value: float | None = None) -> int:
        parent.append(above)
        edge.append(slot)
        depth.append(level)
        payoff.append([0.0, 0.0] if value is None else [value, -value])
        return len(parent) - 1

    for d, (mine, yours) in enumerate(deals):
        win = 1.0 if mine > yours else -1.0
        deal = add(0, d, 1)
        opening, reply, late = 6 + 2 * mine, 12 + 4 * yours, 24 + 2 * mine
        check, bet = add(deal, opening, 2), add(deal, opening + 1, 2)
        add(check, reply, 3, win)
        raised = add(check, reply + 1, 3)
        add(bet, reply + 2, 3, 1.0)
        add(bet, reply + 3, 3, 2 * win)
        add(raised, late, 4, -1.0)
        add(raised, late + 1, 4, 2 * win)
    owner = [CHANCE] * 6 + [0] * 6 + [1] * 12 + [0] * 6
    return Tree(
        np.array(parent),
        np.array(edge),
        np.array(depth),
        np.array(payoff),
        np.array(owner),
        np.array([0, *range(6, 30, 2)]),
        np.array([6, *[2] * 12]),
        np.array([1 / 6] * 6 + [0.0] * 24),
    )


def centipede() -> Tree:
    """The four-move centipede of McKelvey and Palfrey (1992), in units of 10 cents."""
    ends = [(4, 1), (2, 8), (16, 4), (8, 32), (64, 16)]
    parent, edge, depth, payoff = [0], [-1], [0], [[0.0, 0.0]]
    here = 0
    for k in range(4):
        parent += [here, here]
        edge += [2 * k, 2 * k + 1]
        depth += [k + 1, k + 1]
        payoff.append([x / 10 for x in ends[k]])
        payoff.append([x / 10 for x in ends[4]] if k == 3 else [0.0, 0.0])
        here = len(parent) - 1
    return Tree(
        np.array(parent),
        np.array(edge),
        np.array(depth),
        np.array(payoff),
        np.array([0, 0, 1, 1, 0, 0, 1, 1]),
        np.array([0, 2, 4, 6]),
        np.array([2, 2, 2, 2]),
        np.zeros(8),
    )


@pytest.fixture(scope="session")
def games() -> SimpleNamespace:
    """The textbook games."""
    return SimpleNamespace(
        one_period=one_period,
        beer_quiche=beer_quiche,
        entry=entry,
        kuhn=kuhn,
        centipede=centipede,
    )


@pytest.fixture(scope="session")
def dispute() -> Casebook:
    """The small shipped game: an agency, a governor and a court."""
    return open_casebook("guard-dispute")


@pytest.fixture(scope="session")
def game(dispute: Casebook) -> Game:
    """Its game."""
    assert dispute.escalation is not None
    return compile_game(dispute.escalation)


@pytest.fixture(scope="session")
def draws(dispute: Casebook) -> dict[str, Array]:
    """Forty draws of its quantities."""
    return sample(dispute, 40, 7).draws(dispute.quantities)
