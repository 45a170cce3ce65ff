"""CFR+ and its distance from equilibrium."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.cfr import cfr_plus
from steelyard.stress.escalation.efg import write_efg
from steelyard.stress.escalation.game import compile_game
from steelyard.stress.escalation.tree import Tree, gains, period_tree
from steelyard.study.futures import sample


def test_kuhn_is_worth_minus_one_eighteenth(games: SimpleNamespace) -> None:
    """The published value (Kuhn 1950), with a NashConv that says how near it is."""
    tree = games.kuhn()
    found = cfr_plus(tree, 1000)
    assert tree.values(found.play)[0, 0] == pytest.approx(-1 / 18, abs=1e-4)
    assert 0 <= found.nash_conv < 1e-3


def test_distance_shrinks(games: SimpleNamespace) -> None:
    """More rounds come nearer."""
    tree = games.kuhn()
    assert cfr_plus(tree, 400).nash_conv < cfr_plus(tree, 20).nash_conv


def test_no_rounds_are_refused(games: SimpleNamespace) -> None:
    """There must be a round."""
    with pytest.raises(ValueError, match="at least 1"):
        cfr_plus(games.kuhn(), 0)


def one_period(case: str) -> Tree:
    """One period of one draw of a shipped game, all moves and types."""
    casebook = open_casebook(case)
    assert casebook.escalation is not None
    game = compile_game(casebook.escalation)
    draws = sample(casebook, 2, 1).draws(casebook.quantities)
    table, prior = game.payoffs(draws)[0, 0], game.priors(draws)[0]
    return period_tree(game.shape, game.allowed, table, prior)


@pytest.mark.parametrize("name", ["kuhn", "guard-dispute", "sr309"])
def test_exploitability_is_openspiels(
    games: SimpleNamespace, tmp_path: Path, name: str
) -> None:
    """OpenSpiel's NashConv of even play is ours to 1e-6, on shared files."""
    pyspiel = pytest.importorskip("pyspiel")
    policy = pytest.importorskip("open_spiel.python.policy")
    exploit = pytest.importorskip("open_spiel.python.algorithms.exploitability")

    tree = games.kuhn() if name == "kuhn" else one_period(name)
    file = tmp_path / "game.efg"
    file.write_text(write_efg(tree))
    other = pyspiel.load_game(f"efg_game(filename={file})")
    theirs = exploit.nash_conv(other, policy.UniformRandomPolicy(other))
    assert gains(tree, tree.even()).sum() == pytest.approx(theirs, abs=1e-6)
