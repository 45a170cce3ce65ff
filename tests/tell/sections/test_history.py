"""The section on back-tests."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from steelyard.study.exhibits.history import history as make
from steelyard.study.exhibits.order import Order
from steelyard.study.store import Run
from steelyard.tell.dossier import read_material
from steelyard.tell.material import Material
from steelyard.tell.sections.history import render


def test_without_any_exhibit_of_its_step_it_is_left_out(material: Material) -> None:
    """The tiny casebook has nothing of the step, which is then listed so."""
    assert render(material) == ""


def test_without_an_exhibit_it_says_so(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the step has others, the section says what is missing."""
    others = {"people": {}}
    monkeypatch.setattr(Material, "exhibit", lambda _, name: others.get(name))
    assert "Not evaluated" in str(render(material))


def test_cases_stand_with_errors_rules_and_bars(
    tiny_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each case with its table, picture and what went in."""
    from steelyard.casebook.reader import open_casebook
    from steelyard.casebook.schema.history import Bar, HistoryFile

    casebook = open_casebook("sr309")
    assert casebook.history is not None
    cases = tuple(
        c.model_copy(update={"bars": {"population": Bar(below=0.01, says="It grew.")}})
        if c.id == "east-montana"
        else c
        for c in casebook.history.cases
        if c.id in {"east-montana", "children-on-bases"}
    )
    file = HistoryFile.model_construct(cases=cases)
    casebook = dataclasses.replace(casebook, history=file)
    found = make(Order(casebook, ("nothing",), 1, 1, {}))
    path = tmp_path / "history.json"
    path.write_text(json.dumps(found))
    material = read_material(tiny_run)
    monkeypatch.setattr(Run, "exhibit", lambda _self, _name: path)
    text = str(render(material))
    assert "Missed" in text
    assert "It grew." in text
    assert "not below the rule" in text
    assert "history-east-montana" in material.plates.found
    assert "history-children-on-bases" not in material.plates.found


def test_a_lift_stands_beside_what_came(
    tiny_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed form, programme, errors as they are, and what was known only later."""
    from steelyard.casebook.reader import open_casebook
    from steelyard.casebook.schema.history import HistoryFile

    casebook = open_casebook("welcome")
    assert casebook.history is not None
    cases = tuple(c for c in casebook.history.cases if c.kind == "lift")
    file = HistoryFile.model_construct(cases=cases)
    casebook = dataclasses.replace(casebook, history=file)
    order = Order(casebook, ("nothing",), 1, 1, {})
    found = make(order)
    assert json.dumps(found) == json.dumps(make(order))
    path = tmp_path / "history.json"
    path.write_text(json.dumps(found))
    material = read_material(tiny_run)
    monkeypatch.setattr(Run, "exhibit", lambda _self, _name: path)
    text = str(render(material))
    for expected in ("-56%", "+8%", "9,600", "21,600", "Known only later", "+69%"):
        assert expected in text
    assert "history-lift-kabul-2021" in material.plates.found
    assert "history-kabul-2021" in material.plates.found
    assert "history-lift-frequent-wind-1975" in material.plates.found
