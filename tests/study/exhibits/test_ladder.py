"""The exhibit of the ladder and its game."""

from __future__ import annotations

import json
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits import Order
from steelyard.study.exhibits.ladder import ladder


def make(case: str, futures: int = 6) -> dict[str, Any] | None:
    casebook = open_casebook(case)
    return ladder(Order(casebook, tuple(casebook.courses), futures, 1, {}))


@pytest.fixture(scope="module")
def dispute() -> dict[str, Any]:
    found = make("guard-dispute")
    assert found is not None
    return found


def test_the_same_order_gives_the_same_bytes(dispute: dict[str, Any]) -> None:
    """And only plain data."""
    again = make("guard-dispute")
    assert json.dumps(dispute, allow_nan=False) == json.dumps(again, allow_nan=False)


def test_a_tree_for_each_move(dispute: dict[str, Any]) -> None:
    """Each move of the climber has its tree; branches lie between 0 and 1."""
    leader = dispute["courses"][0]["sequence"][0]
    assert leader in dispute["trees"]
    assert dispute["argued"] in dispute["trees"]
    for tree in dispute["trees"].values():
        assert all(0 <= n["chance"]["value"] <= 1 + 1e-9 for n in tree)


def test_the_tree_over_all_periods_says_what_is_pruned(dispute: dict[str, Any]) -> None:
    """How many paths are not drawn to the end, and their probability."""
    for tree in dispute["whole"].values():
        depth = max(len(n["path"]) for n in tree["nodes"])
        ends = [n for n in tree["nodes"] if len(n["path"]) == depth]
        assert len(ends) == tree["kept"] <= tree["paths"]
        whole = sum(n["chance"]["mean"] for n in ends)
        assert whole + tree["pruned"] == pytest.approx(1.0, abs=1e-4)
        assert all(n["chance"]["mean"] >= tree["least"] for n in tree["nodes"])
        assert {n["period"] for n in tree["nodes"]} == {0, 1}


def test_every_idea_of_choice_is_there(dispute: dict[str, Any]) -> None:
    """CFR+ stands beside the others, with its distance from equilibrium."""
    found = {c["id"]: c for c in dispute["concepts"]}
    assert {"qre", "limit", "level_1", "cfr_plus"} <= set(found)
    assert found["cfr_plus"]["epsilon"]["value"] >= 0
    assert all("cfr_plus" not in d["likeliest"] for d in dispute["disagreement"])


def test_nothing_is_called_best(dispute: dict[str, Any]) -> None:
    """No key and no sentence names a best move."""
    text = json.dumps({k: v for k, v in dispute.items() if k != "limits"})
    assert "best_move" not in text
    assert "recommended" not in text


def test_a_ladder_without_a_game() -> None:
    """Its rungs and gates are told, and no tree."""
    found = make("blank")
    assert found is not None
    assert not found["game"]
    assert found["ladder"]["rungs"]
    assert "trees" not in found


def test_a_casebook_without_a_ladder(tiny: Casebook) -> None:
    """The exhibit is left out."""
    assert ladder(Order(tiny, tuple(tiny.courses), 4, 1, {})) is None
