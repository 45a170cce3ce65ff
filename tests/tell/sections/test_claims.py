"""The claims audit on the page."""

from __future__ import annotations

import dataclasses

from steelyard.audit.audit import Audit
from steelyard.tell.material import Material
from steelyard.tell.sections.claims import consequential, render


def test_consequential_claims_in_order(material: Material) -> None:
    """Recomputed claims of weight that do not hold, the pillars first."""
    findings = material.audit.findings
    assert [f.claim.id for f in consequential(findings)] == ["K1", "K2"]
    assert all(f.method == "sql" for f in consequential(findings))


def test_every_claim_has_its_row(material: Material) -> None:
    """Each claim's words, verdict and links stand on the page."""
    text = render(material)
    for finding in material.audit.findings:
        assert f'id="claim-{finding.claim.id}"' in text
        assert finding.claim.quote in text
    assert 'href="#table-gauge"' in text
    assert 'href="#source-gauge"' in text


def test_a_casebook_without_claims(material: Material) -> None:
    """Without claims the section is left out."""
    assert render(dataclasses.replace(material, audit=Audit(()))) == ""
