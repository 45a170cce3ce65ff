"""The tree over all periods: what is kept and what is pruned adds up to one."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.stress.escalation.branches import branches
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.whole_tree import WholeTree, whole_tree

Draws = dict[str, np.ndarray]


@pytest.fixture(scope="module", params=[0.0, 0.05])
def tree(request: pytest.FixtureRequest, game: Game, draws: Draws) -> WholeTree:
    return whole_tree(game, draws, ("call", "call"), request.param)


def test_what_follows_a_node_adds_up_to_it(tree: WholeTree) -> None:
    """Branches kept and pruned together have the node's own mean probability."""
    means = {t.path: float(t.chance.mean()) for t in tree.twigs}
    tops = sum(v for p, v in means.items() if len(p) == 1)
    assert tops + tree.share == pytest.approx(1.0)
    depth = max(len(p) for p in means)
    for twig in tree.twigs:
        if len(twig.path) < depth:
            below = sum(v for p, v in means.items() if p[:-1] == twig.path)
            assert below + twig.share == pytest.approx(means[twig.path])


def test_pruned_is_what_the_whole_paths_leave(tree: WholeTree) -> None:
    """Of the paths that can be made, sixteen after a call in both periods."""
    depth = max(len(t.path) for t in tree.twigs)
    ends = [t for t in tree.twigs if len(t.path) == depth]
    assert len(ends) == tree.kept
    assert tree.paths == 16
    whole = sum(float(t.chance.mean()) for t in ends)
    assert whole + tree.pruned == pytest.approx(1.0)


def test_without_a_least_nothing_is_pruned(game: Game, draws: Draws) -> None:
    """All paths are there."""
    whole = whole_tree(game, draws, ("call", "call"), 0.0)
    assert whole.kept == whole.paths
    assert whole.pruned == pytest.approx(0.0, abs=1e-12)


def test_the_first_period_is_that_of_the_branches(game: Game, draws: Draws) -> None:
    """Both tell the same chances."""
    whole = whole_tree(game, draws, ("call", "call"), 0.0)
    other = {b.path: b for b in branches(game, draws, ("call", "call"))}
    first = [t for t in whole.twigs if t.period == 0]
    assert {t.path for t in first} == {p for p, b in other.items() if b.chance.any()}
    for twig in first:
        np.testing.assert_allclose(twig.chance, other[twig.path].chance, atol=1e-12)
        np.testing.assert_allclose(twig.given, other[twig.path].given, atol=1e-9)


def test_periods_end_in_stages(dispute: Casebook, tree: WholeTree) -> None:
    """Told at the last mover of each period, and there alone."""
    assert dispute.escalation is not None
    for twig in tree.twigs:
        last = len(twig.path) % 2 == 0
        assert bool(twig.ends) == last
        if last and twig.path[-2] == "sue":
            assert twig.ends == "conflict"
