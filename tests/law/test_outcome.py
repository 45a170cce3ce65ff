"""Rules over all worlds at once, and slicing that changes nothing."""

from __future__ import annotations

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law
from steelyard.law.outcome import contested, derive, outcomes, relevant

ARREST = Act(actor="army", activity="arrest", place="border")


def test_slicing_keeps_what_can_fire(toy: Law) -> None:
    """Rules of other actors, places and activities fall away."""
    kept = {clause.id for clause in relevant(toy, ARREST, toy.as_of)}
    assert kept == {"D-1", "D-2", "A-2", "B-1"}


def test_definitions_that_nothing_uses_fall_away(toy: Law) -> None:
    """Hauling uses neither soldiers nor defence."""
    haul = Act(actor="army", activity="haul", place="border", facts=("asked",))
    assert contested(relevant(toy, haul, toy.as_of)) == {"P-POWER"}


def test_all_worlds_agree_with_each_world(shipped: Law) -> None:
    """Bits over all worlds equal one world at a time, on every checked cell."""
    for cell in shipped.file.cells[::7]:
        day = cell.as_of or shipped.as_of
        together = outcomes(shipped, (cell.act,), day)[0]
        for n, world in enumerate(together.space.worlds()):
            alone = outcomes(shipped, (cell.act,), day, world)[0]
            for system in ("domestic", "international"):
                bit = together.lawful(system) >> n & 1
                assert bit == alone.lawful(system) & 1


def test_slicing_changes_no_outcome(shipped: Law) -> None:
    """All rules in force, unsliced, give what the slice gives."""
    for cell in shipped.file.cells[::5]:
        day = cell.as_of or shipped.as_of
        sliced = outcomes(shipped, (cell.act,), day)[0]
        bits = shipped.static(cell.act) & shipped.in_force(day)
        whole = tuple(c for n, c in enumerate(shipped.clauses) if bits >> n & 1)
        space = shipped.space(contested(whole), {})
        unsliced = derive(cell.act, whole, space)
        for system in ("domestic", "international"):
            for n, world in enumerate(space.worlds()):
                small = sliced.space
                m = sum(
                    small.readings[k].index(world[p]) * small.blocks[k]
                    for k, p in enumerate(small.props)
                )
                assert (
                    unsliced.lawful(system) >> n & 1 == sliced.lawful(system) >> m & 1
                )
