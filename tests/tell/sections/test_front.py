"""Page one."""

from __future__ import annotations

import dataclasses

from steelyard.tell.material import Material
from steelyard.tell.sections.front import breaches, columns, strips
from steelyard.weigh.legality import Breach


def test_a_finding_that_all_share_is_said_once(material: Material) -> None:
    """Criteria that nothing evaluates say so once, beneath the card."""
    found = {c.criterion: c.shared for c in columns(material)}
    assert found["cost"] == ""
    assert found["legality"].startswith("Not evaluated: whether each action is lawful")


def test_strips_share_one_scale(material: Material) -> None:
    """The widest band ends at the right edge, and no band leaves the strip."""
    found = strips(material)
    ends = [s.left + s.width for s in found.values()]
    assert max(ends) == 100
    assert all(s.left <= s.middle <= s.left + s.width for s in found.values())


def test_breaches_that_were_looked_for(material: Material) -> None:
    """Once legality is evaluated its findings take the place of the notice."""
    assert breaches(material).startswith("not evaluated")
    cells = material.results.card["guard"]
    found = cells["legality"].model_copy(
        update={"extent": "full", "finding": "Barred by one rule."}
    )
    card = {**material.results.card, "guard": {**cells, "legality": found}}
    results = material.results.model_copy(update={"card": card})
    other = dataclasses.replace(material, results=results)
    assert breaches(other).startswith("no action is unlawful on every reading.")
    breach = Breach(
        course="guard", action="A1", system="domestic", says="Barred by one rule."
    )
    barred = dataclasses.replace(
        material, results=results.model_copy(update={"breaches": (breach,)})
    )
    said = breaches(barred)
    assert said.startswith("Guards all year: “Guard the bridges” is unlawful at home")
    assert "Barred by one rule." in said
    assert "Standards of care are not evaluated" in said
