"""CFR+ and its distance from equilibrium."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from steelyard.stress.escalation.cfr import cfr_plus
from steelyard.stress.escalation.efg import write_efg


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


def test_exploitability_is_openspiels(games: SimpleNamespace, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """OpenSpiel's NashConv of even play is ours to 1e-6."""
    pyspiel = pytest.importorskip("pyspiel")
    policy = pytest.importorskip("open_spiel.python.policy")
    exploit = pytest.importorskip("open_spiel.python.algorithms.exploitability")
    from steelyard.stress.escalation.tree import gains

    tree = games.kuhn()
    file = tmp_path / "kuhn.efg"
    file.write_text(write_efg(tree))
    other = pyspiel.load_game(f"efg_game(filename={file})")
    theirs = exploit.nash_conv(other, policy.UniformRandomPolicy(other))
    assert gains(tree, tree.even()).sum() == pytest.approx(theirs, abs=1e-6)
