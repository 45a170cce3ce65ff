"""A toy law of eight rules, and the law that comes with SR309."""

from __future__ import annotations

from pathlib import Path

import pytest

import steelyard
from steelyard.law import Law, load_law

SHIPPED = Path(steelyard.__file__).parent / "casebooks/sr309/law.yaml"

TOY = """\
meta:
  title: "Toy"
  notice: "Not legal advice."
  law_as_of: 2026-01-01
vocab:
  actor: {army: "soldiers", police: "police"}
  place: {town: "the town", border: "the border", abroad: "another country"}
  activity: {arrest: "arrest", haul: "transport"}
  facts: {asked: "asked by the mayor", invited: "the host agrees", riot: "a riot"}
sources:
  - {id: code, cite: "1 Code 1 (the Code)", kind: statute, verified: memory}
  - {id: judge-x, cite: "X v. Y", kind: case, verified: memory}
parties: {crown: "the Crown"}
propositions:
  - id: P-DEFENCE
    question: "Is arrest at the border defence?"
    readings:
      - id: defence
        says: "Yes."
        holders:
          - {party: crown, who: "Crown", cites: [code], weight: executive, verified: found}
      - id: policing
        says: "No."
        holders: [{who: "X", cites: [judge-x], weight: binding, verified: memory}]
    consequence: "defence: the ban on soldiers does not reach it."
    standing: "Open."
  - id: P-POWER
    question: "May soldiers act without being asked?"
    readings:
      - id: inherent
        says: "Yes."
        holders:
          - {party: crown, who: "Crown!", cites: [code], weight: executive, verified: found}
      - id: asked_only
        says: "No."
        holders: [{who: "Parliament", cites: [code], weight: enacted, verified: found}]
    consequence: "inherent: authority at the border."
    standing: "Open."
profiles:
  - {id: crown, label: "Crown", verified: found, readings: {P-POWER: inherent}}
rules:
  - {id: D-1, then: define soldiers, when: [{actor: [army]}], says: "Soldiers.", cites: [], verified: definition}
  - {id: D-2, then: define defence, when: [{place: [border]}, {reading: P-DEFENCE=defence}], says: "Defence.", cites: [code], verified: memory}
  - {id: A-1, then: authority request, when: [{fact: asked}, {activity: [haul, arrest]}], says: "Help when asked.", cites: [code], pin: "(a)", verified: memory}
  - {id: A-2, then: authority inherent, when: [{actor: [army]}, {place: [border]}, {reading: P-POWER=inherent}], says: "Border power.", cites: [code], verified: memory}
  - {id: A-3, then: authority police-act, when: [{actor: [police]}, {place: [town]}, {activity: [arrest]}], from: 2020-01-01, until: 2029-12-31, says: "Police arrest.", cites: [code], verified: memory}
  - {id: B-1, then: bar soldiers-ban, when: [{holds: soldiers}, {activity: [arrest]}], unless: [defence], says: "Soldiers do not arrest.", cites: [code, judge-x], verified: memory}
  - {id: I-1, then: bar sovereignty, system: international, when: [{place: [abroad]}, {no_fact: invited}], says: "No entry uninvited.", cites: [code], verified: memory}
  - {id: U-1, then: duty report, when: [{fact: asked}], says: "Report it.", cites: [code], verified: memory}
options:
  - {id: O-1, name: "Both", where: "toy", acts: [{actor: army, activity: haul, place: town, facts: [asked]}, {actor: army, activity: arrest, place: border, facts: []}], expect: {domestic: depends, international: lawful}, lawful_if: {domestic: [{P-DEFENCE: defence, P-POWER: inherent}]}}
cells:
  - {id: C-1, actor: army, activity: haul, place: town, facts: [asked], domestic: lawful, international: lawful, under: [request], duties: [report], because: "Asked."}
  - {id: C-2, actor: army, activity: arrest, place: border, domestic: depends, international: lawful, on: [P-DEFENCE, P-POWER], under: [inherent], barred_by: [soldiers-ban], because: "Both must hold."}
  - {id: C-3, actor: police, activity: arrest, place: town, domestic: lawful, international: lawful, under: [police-act], because: "Police."}
  - {id: C-4, actor: police, activity: arrest, place: abroad, domestic: unlawful, international: unlawful, barred_by: [sovereignty], because: "No power abroad."}
"""


@pytest.fixture(scope="session")
def shipped() -> Law:
    """The law of the SR309 casebook."""
    return load_law(SHIPPED, "law.yaml")


@pytest.fixture
def toy_file(tmp_path: Path) -> Path:
    """The toy law as a file that a test may change."""
    path = tmp_path / "law.yaml"
    path.write_text(TOY, encoding="utf-8")
    return path


@pytest.fixture
def toy(toy_file: Path) -> Law:
    """The toy law: soldiers, police, a border, two open questions."""
    return load_law(toy_file, "law.yaml")
