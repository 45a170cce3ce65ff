"""The tree of a game: parents amid their children, thickness by probability."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.game_tree import Node, game_tree

NODES = [
    Node(("a",), "A", 0.64, "64%"),
    Node(("b",), "B", 0.36, "36%"),
    Node(("a", "c"), "C", 0.5, "78%"),
    Node(("a", "d"), "D", 0.14, "22%"),
    Node(("b", "c"), "C", 0.36, "100%"),
]


def test_parents_stand_amid_their_children() -> None:
    """And leaves one row apart, in the order of moves."""
    spec = game_tree("root", NODES).to_dict()
    ends = {r["id"]: r for r in spec["layer"][0]["data"]["values"] if r["k"] == 3}
    assert [ends[i]["y"] for i in ("a/c", "a/d", "b/c")] == [0, 1, 2]
    assert ends["a"]["y"] == 0.5
    assert ends["b"]["y"] == 2
    assert ends["a/c"]["x"] == 1


def test_branches_are_as_thick_as_probable() -> None:
    """Area and not width alone would mislead: width goes with the root."""
    spec = game_tree("root", NODES).to_dict()
    ends = {r["id"]: r["wide"] for r in spec["layer"][0]["data"]["values"]}
    assert ends["a"] == pytest.approx(1 + 8 * 0.8)
    assert ends["a/d"] < ends["b/c"] < ends["a"]


def test_an_empty_tree_is_refused() -> None:
    """There is nothing to draw."""
    with pytest.raises(ValueError, match="no nodes"):
        game_tree("root", [])


def test_a_long_name_is_broken_into_lines() -> None:
    long = "answer at the border, in the country next door or somewhere else"
    nodes = [Node(("a",), "does more", 0.5, "50%"), Node(("a", "b"), long, 0.2, "40%")]
    said = str(game_tree("acts", nodes).to_dict(validate=False))
    assert "50% does more" in said
    assert "40%\\nanswer at the border" in said.replace("\\\\n", "\\n")
