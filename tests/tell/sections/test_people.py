"""The section of people."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.exhibits import EXHIBITS, Order
from steelyard.tell.charts.occupancy import occupancy, occupancy_panel
from steelyard.tell.material import Material
from steelyard.tell.sections import people
from steelyard.tell.sections.people_flow import drawing


@pytest.fixture(scope="module")
def exhibit(sr309: Casebook) -> dict[str, Any]:
    found = EXHIBITS["people"](Order(sr309, ("nothing", "civil"), 3, 1, {}))
    assert found is not None
    return found


def test_not_evaluated(material: Material, sr309: Casebook) -> None:
    """Without a network the section is left out; without a result it says so."""
    assert people.render(material) == ""
    with_network = dataclasses.replace(material, casebook=sr309)
    assert "Not evaluated" in people.render(with_network)


def test_whole(
    material: Material,
    sr309: Casebook,
    exhibit: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every course, clock and replay is on the page, and each figure has a trace."""
    monkeypatch.setattr(Material, "exhibit", lambda _self, _name: exhibit)
    mine = dataclasses.replace(material, casebook=sr309)
    page = people.render(mine)
    for text in ("ICE detention", "72 hours", "Held against the record", "more posts"):
        assert text in page
    assert page.count("popovertarget") >= 10
    assert "nan" not in page.lower().replace("finance", "")


def test_drawing(exhibit: dict[str, Any]) -> None:
    """What goes into the drawing comes out of it, and labels are escaped."""
    drawn = str(drawing(exhibit, "nothing"))
    assert drawn.startswith("<svg")
    flows = exhibit["courses"]["nothing"]["flows"]
    arrivals = exhibit["courses"]["nothing"]["arrivals"]
    assert drawn.count("<path") == len(flows) + len(arrivals)
    hostile = {
        **exhibit,
        "groups": [{**g, "title": "<script>"} for g in exhibit["groups"]],
    }
    assert "<script>" not in str(drawing(hostile, "nothing"))


def test_charts(exhibit: dict[str, Any]) -> None:
    """Occupancy has bands, a median and the rooms that there are."""
    groups = exhibit["courses"]["nothing"]["groups"]
    assert len(occupancy(groups, 500).to_dict(validate=True)["vconcat"]) == len(groups)
    layers = occupancy_panel(groups[0]).to_dict(validate=True)["layer"]
    assert len(layers) == 4
    with pytest.raises(ValueError, match="nobody"):
        occupancy([], 500)
