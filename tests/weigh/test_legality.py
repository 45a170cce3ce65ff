"""The legality row, on the shipped SR309 casebook."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.weigh.gates import TAKEN, gates
from steelyard.weigh.legality import breaches, legality_cell


@pytest.fixture(scope="module")
def sr309() -> Casebook:
    return open_casebook("sr309")


def test_verdicts_are_told_apart(sr309: Casebook) -> None:
    """Lawful, dependent and unlawful courses are told in words, systems apart."""
    said = {
        c: legality_cell(sr309, course).finding for c, course in sr309.courses.items()
    }
    assert said["nothing"].startswith("At home lawful on every reading.")
    assert "it turns on 1 contested question (CP-T32)" in said["title32-guard"]
    assert (
        "unlawful on every reading: War in the constitutional"
        in said["broad-unilateral"]
    )
    assert all("In international law" in text for text in said.values())


def test_extent_and_confidence(sr309: Casebook) -> None:
    """A course with an action that the law file has no words for is judged in part."""
    cell = legality_cell(sr309, sr309.courses["civil"])
    assert cell.extent == "part"
    assert cell.confidence == "low"
    assert any("not yet reviewed by a lawyer" in reason for reason in cell.reasons)
    assert any("Not legal advice" in reason for reason in cell.reasons)


def test_readings_taken_settle_what_they_can(sr309: Casebook) -> None:
    """With a reading taken, what turned on it is settled, and the cell says so."""
    course = sr309.courses["title32-guard"]
    outside = legality_cell(sr309, course, {"CP-T32": "outside"}).finding
    inside = legality_cell(
        sr309, course, {"CP-T32": "inside_if_federal_mission"}
    ).finding
    assert outside.startswith("If read as CP-T32=outside: At home lawful")
    assert "unlawful on every reading" in inside


def test_breaches_name_what_no_reading_allows(sr309: Casebook) -> None:
    """Only the action that needs Congress is barred on every reading."""
    found = breaches(sr309, list(sr309.courses))
    assert [(b.course, b.action, b.system) for b in found] == [
        ("broad-unilateral", "M27", "domestic")
    ]


def test_gates_by_whose_reading(sr309: Casebook) -> None:
    """The same action is open to one voice and barred to another."""
    table = gates(sr309, ["active-standing"], {"CP-ART2-BORDER": "statute_governs"})
    by = table["active-standing"]
    assert by["sr309"]["M09"].domestic == "admissible"
    assert by["crs_gao"]["M09"].domestic == "barred"
    assert by["all"]["M09"].domestic == "dependent"
    assert by[TAKEN]["M09"].domestic == "barred"


def test_a_casebook_without_law_is_not_judged(tiny: Casebook) -> None:
    """No law file, no verdict: the row says that it is open."""
    assert legality_cell(tiny, tiny.courses["guard"]).extent == "none"
    assert breaches(tiny, list(tiny.courses)) == ()
    assert gates(tiny, list(tiny.courses)) == {}
