"""Near misses: what an act lacks for other authorities."""

from __future__ import annotations

import pytest

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, near_misses


def test_the_nearest_comes_first(toy: Law) -> None:
    """One missing fact is nearer than another actor and place."""
    act = Act(actor="army", activity="arrest", place="abroad")
    found = near_misses(toy, act)
    assert [(m.rule, [str(x) for x in m.lacks]) for m in found] == [
        ("A-1", ["fact asked"]),
        ("A-2", ["place border"]),
        ("A-3", ["actor police", "place town"]),
    ]


def test_each_is_tried(toy: Law) -> None:
    """The ruling is that on the act with what it lacks."""
    act = Act(actor="army", activity="arrest", place="town")
    police = next(m for m in near_misses(toy, act) if m.rule == "A-3")
    assert police.act == Act(actor="police", activity="arrest", place="town")
    assert police.ruling.domestic.verdict == "lawful"
    assert police.as_json()["domestic"] == "lawful"


def test_what_is_there_is_no_near_miss(toy: Law) -> None:
    """An authority that the act has is not listed."""
    act = Act(actor="army", activity="haul", place="town", facts=("asked",))
    assert "A-1" not in {m.rule for m in near_misses(toy, act)}


def test_rules_out_of_force_are_not_near(toy: Law) -> None:
    """Before 2020 the police had no such power."""
    act = Act(actor="army", activity="arrest", place="town")
    assert "A-3" not in {m.rule for m in near_misses(toy, act, "2019-01-01")}


def test_definitions_are_followed(shipped: Law) -> None:
    """Base security rests on a definition; its place and fact are what is lacking."""
    act = Act(actor="t10_active", activity="temp_detention", place="border_line")
    area = next(m for m in near_misses(shipped, act) if m.rule == "A-25b")
    assert [str(x) for x in area.lacks] == ["place nda", "fact trespass_posted_area"]
    alone = [s.readings for s in area.ruling.domestic.lawful_if if len(s.readings) == 1]
    assert alone == [(("CP-NDA", "base_security"),)]


@pytest.mark.parametrize("step", range(3))
def test_supplying_what_is_lacking_gives_the_authority(shipped: Law, step: int) -> None:
    """The act with what it lacks has the authority, on some reading at least."""
    for cell in shipped.file.cells[step::17]:
        for miss in near_misses(shipped, cell.act, cell.as_of):
            there = {g.name for g in miss.ruling.domestic.under}
            assert miss.authority in there
