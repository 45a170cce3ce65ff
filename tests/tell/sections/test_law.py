"""The law section of the dossier, on a run of the shipped SR309 casebook."""

from __future__ import annotations

import pytest

from steelyard.law import law_of, matrix
from steelyard.study.store import Run
from steelyard.tell.dossier import read_material
from steelyard.tell.material import Material
from steelyard.tell.sections.law import (
    actions_of,
    changes,
    contests,
    not_judged,
    plain,
    render,
    stances,
)


@pytest.fixture(scope="module")
def read(sr309_run: Run) -> Material:
    """A small run, read back."""
    return read_material(sr309_run)


def test_page_shows_matrix_dates_and_readings(read: Material) -> None:
    """The section has the notice, both dates, holders and the line to change."""
    text = str(render(read))
    assert "Not legal advice" in text
    assert 'data-day="2026-03-26"' in text
    assert 'data-day="2025-01-31"' in text
    assert "Does Article II by itself authorise" in text
    assert "law.yaml:" in text
    assert "Youngstown" in text


def test_law_that_changed_since_the_proposal(read: Material) -> None:
    """Border Patrol and drones: unlawful at the proposal's date, lawful now."""
    law = law_of(read.casebook)
    assert law is not None
    acts = actions_of(read)
    dates = read.casebook.front.as_of
    found = changes(
        law, acts, matrix(law, acts, dates.proposal), matrix(law, acts, dates.law)
    )
    (change,) = [c for c in found if c.action == "bp-drone-authority"]
    assert (change.then.domestic, change.now.domestic) == ("unlawful", "lawful")
    assert change.since == ("2025-12-18",)


def test_contested_questions_name_courses(read: Material) -> None:
    """Each question names the actions and courses that turn on it, none others."""
    law = law_of(read.casebook)
    assert law is not None
    found = {c.point.proposition.id: c for c in contests(read, law, actions_of(read))}
    assert found["CP-CUAS-MOBILE"].courses == ("counter-drone",)
    assert "M09" in found["CP-ART2-BORDER"].actions
    assert "CP-T32" not in found


def test_plain_and_not_judged(read: Material) -> None:
    """What no reading touches is listed once; what has no words is named."""
    law = law_of(read.casebook)
    assert law is not None
    table = matrix(law, actions_of(read), read.casebook.front.as_of.law)
    assert "present-ice-air" in plain([table])
    assert "M09" not in plain([table])
    assert "More immigration judges" in not_judged(read)


def test_stances_count_every_action(read: Material) -> None:
    """Under each voice the counts add up to the actions of the course."""
    law = law_of(read.casebook)
    assert law is not None
    table = matrix(law, actions_of(read), read.casebook.front.as_of.law)
    for course, by in stances(read, table).items():
        parts = {p.action for p in read.casebook.courses[course].parts}
        assert all(sum(n.values()) == len(parts) for n in by.values())


def test_no_law_no_section(material: Material) -> None:
    """A casebook without law leaves the section out."""
    assert render(material) == ""
