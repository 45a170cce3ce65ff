"""The section of the setting's pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from steelyard.audit.audit import audit
from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits import Order
from steelyard.study.exhibits.threats import threats as exhibit
from steelyard.tell.material import Material
from steelyard.tell.sections import threats

COURSES = ("nothing", "civil", "package-3")


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    made = exhibit(Order(open_casebook("sr309"), COURSES, 10, 1, {}))
    assert made is not None
    return made


@pytest.fixture
def page(
    material: Material, data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> str:
    casebook = open_casebook("sr309")
    held = replace(material, casebook=casebook, audit=audit(casebook))
    monkeypatch.setattr(Material, "exhibit", lambda self, name: data)
    return str(threats.render(held))


def test_each_picture_has_series_scores_and_claims(page: str) -> None:
    """All declared pictures are there, in order, each with its claims' verdicts."""
    places = [page.index(f'id="threat-{p}"') for p in
              ("migration", "drones", "drug_flows", "violence")]  # fmt: skip
    assert places == sorted(places)
    assert page.count("Hold-out") >= 3
    assert 'href="#claim-C105"' in page
    assert "NaN" not in page
    assert "None" not in page


def test_charts_of_the_proposal_are_rebuilt(page: str, material: Material) -> None:
    """Both are drawn, and say that they are rebuilt."""
    ids = material.plates.found
    assert {"threat-crossings-2020", "threat-toll-2021-2023"} <= set(ids)
    assert "Rebuilt" in ids["threat-crossings-2020"].caption
    assert "threat-between_ports-map" in ids


def test_competing_counts_stand_side_by_side(page: str) -> None:
    """Each holder has its row; nothing is averaged."""
    assert "never added or averaged" in page
    assert "U.S. Northern Command" in page


def test_without_a_setting_it_says_so(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain sentence beside other sections of the step; nothing without any."""
    assert str(threats.render(material)) == ""
    held = {"ladder": {"futures": 1}}
    monkeypatch.setattr(Material, "exhibit", lambda self, name: held.get(name))
    assert "Not evaluated" in str(threats.render(material))
