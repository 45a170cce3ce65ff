"""A law file made ready to judge."""

from __future__ import annotations

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.schema.actions import Act
from steelyard.law import Law
from steelyard.law.book import Law as Book


def test_turning_days(toy: Law) -> None:
    """A rule that ends turns the law on the day after its last."""
    assert toy.turning_days == ("2020-01-01", "2030-01-01")


def test_static_tests(toy: Law) -> None:
    """Actor, place, activity and facts are tested at once."""
    act = Act(actor="army", activity="haul", place="abroad", facts=("asked",))
    bits = toy.static(act)
    there = {c.id for n, c in enumerate(toy.clauses) if bits >> n & 1}
    assert there == {"D-1", "A-1", "I-1", "U-1"}
    invited = act.model_copy(update={"facts": ("asked", "invited")})
    bits = toy.static(invited)
    assert "I-1" not in {c.id for n, c in enumerate(toy.clauses) if bits >> n & 1}


def test_citations(toy: Law) -> None:
    """The pinpoint goes with the first citation."""
    assert toy.cite(["code", "judge-x"], "(b)") == (
        "1 Code 1 (the Code), (b)",
        "X v. Y",
    )
    assert toy.short_cite(["code", "judge-x"], "(b)") == "1 Code 1 (b) +1"
    assert toy.short_cite([]) == ""


def test_readings_that_exclude_one_another_are_refused(shipped: Law) -> None:
    """Nobody holds both, so nobody may take both."""
    taken = {"CP-ART2-BORDER": "statute_governs", "CP-212F": "overrides"}
    with pytest.raises(CasebookError, match="exclude one another; take one of them"):
        shipped.take(readings=taken)
    assert shipped.clashes(taken)


def test_tied_propositions_join_every_space(toy: Law) -> None:
    """If no reading is free of exclusions, the proposition is always in play."""
    assert toy.tied == ()
    pairs = (
        ("P-POWER=inherent", "P-DEFENCE=policing"),
        ("P-POWER=asked_only", "P-DEFENCE=policing"),
    )
    file = toy.file.model_copy(
        update={
            "excludes": tuple(
                type("E", (), {"pair": pair})()  # a pair is all that is read
                for pair in pairs
            )
        }
    )
    law = Book(file)
    assert law.tied == ("P-POWER",)
    assert law.space(("P-DEFENCE",), {}).valid.bit_count() == 2


def test_without_a_document_there_are_no_lines(toy: Law) -> None:
    """A law built in memory has no file to point at."""
    assert Book(toy.file).line("A-1") == ""
