"""What one should know."""

from __future__ import annotations

import dataclasses

from steelyard.audit.audit import Audit
from steelyard.tell.material import Material
from steelyard.tell.sections.know import know
from steelyard.tell.show import figure_text


def test_sentences_hold_the_computed_figures(material: Material) -> None:
    """Counts, the ends of the cost range and the open criteria are named."""
    text = " ".join(know(material))
    counts = material.audit.counts()
    assert f"Of {counts['claims']} claims in the proposal" in text
    assert f"{counts['by_sql']} were recomputed from data tables" in text
    over = [s.over_nothing for id_, s in material.courses.items() if id_ != "nothing"]
    for pick in (min, max):
        figure = pick(over, key=lambda f: f.value or 0)
        assert figure_text(figure) in text
    assert "5 have not been evaluated" in text
    assert "1 of 4 courses contain actions for which no cost basis" in text


def test_a_casebook_without_claims(material: Material) -> None:
    """Without claims nothing is said of them."""
    bare = dataclasses.replace(material, audit=Audit(()))
    assert "claims" not in " ".join(know(bare))
