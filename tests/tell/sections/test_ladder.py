"""The section of the ladder."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from steelyard.audit.audit import audit
from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits import Order
from steelyard.study.exhibits.ladder import ladder as exhibit
from steelyard.study.store import Run
from steelyard.tell.material import Material
from steelyard.tell.sections import ladder
from steelyard.tell.sections.ladder_answers import answers


def made(case: str) -> dict[str, Any]:
    casebook = open_casebook(case)
    found = exhibit(Order(casebook, tuple(casebook.courses), 6, 1, {}))
    assert found is not None
    return found


def show(case: str, material: Material, monkeypatch: pytest.MonkeyPatch) -> str:
    casebook = open_casebook(case)
    held = replace(material, casebook=casebook, audit=audit(casebook))
    data = made(case)
    monkeypatch.setattr(Material, "exhibit", lambda self, name: data)
    return str(ladder.render(held))


@pytest.mark.parametrize("case", ["guard-dispute", "sr309"])
def test_a_game_is_told_whole(
    case: str, material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ladder, tree, beliefs, concepts and limits; and that it foretells nothing."""
    page = show(case, material, monkeypatch)
    for part in ("rungs", "tree", "courses", "believed", "concepts", "limits"):
        assert f'id="ladder-{part}"' in page
    assert "foretells nothing" in page
    assert "CFR+" in page
    assert any(id_.startswith("ladder-tree-") for id_ in material.plates.found)
    drawn = [p for p in material.plates.found.values() if p.drawn]
    assert len(drawn) == 1


def test_both_arguments_and_the_proposals_sentences_are_there(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the proposal expects, what it warns of, and its own words on gates."""
    page = show("sr309", material, monkeypatch)
    expectation, warning = page.index("shock effect"), page.index("likely blowback")
    assert expectation < warning
    assert "substantial bolstering of the U.S. military presence" in page
    assert "never netted" in page
    assert page.index("Military defeat") < page.index("Non-military pressure")


def test_the_tree_is_told_over_all_periods(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each move's outline, the second period in it, and what is pruned in words."""
    page = show("sr309", material, monkeypatch)
    assert page.count('class="gtree"') == 8
    assert 'aria-label="Period 2">2<' in page
    assert "Of 400 paths through all periods" in page
    assert "of probability together" in page
    assert "other moves, " in page


def test_what_answers_call_for_is_told_with_lost_trade_beside_it(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By course, from the run; a course that calls for nothing has no row."""
    course = "broad-unilateral"
    columns = ("called.cost", "called.days", "called.hours", "loss.trade")
    rows = pa.table({name: [0.0, 2e8] for name in columns})
    bare = pa.table({"cost": [0.0, 1.0]})
    tables = {"nothing": bare, course: rows}
    summary = next(iter(material.courses.values()))
    monkeypatch.setattr(Material, "courses", dict.fromkeys(tables, summary))
    monkeypatch.setattr(Run, "table", lambda self, name: tables[name])
    held = replace(material, casebook=open_casebook("sr309"))
    (told,) = answers(held)
    assert told["share"] == "50%"
    assert told["cells"][1] is None
    ((title, shown, _),) = told["losses"]
    assert "no cost to any budget" in title
    assert "$100 million" in shown


def test_a_ladder_without_a_game_is_drawn_alone(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rungs and limits, and no tree."""
    page = show("blank", material, monkeypatch)
    assert 'id="ladder-rungs"' in page
    assert 'id="ladder-tree"' not in page


def test_without_a_ladder_it_says_so(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain sentence beside other sections of the step; nothing without any."""
    assert str(ladder.render(material)) == ""
    held = {"threats": {"futures": 1}}
    monkeypatch.setattr(Material, "exhibit", lambda self, name: held.get(name))
    assert "Not evaluated" in str(ladder.render(material))
