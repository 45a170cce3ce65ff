"""Flips: every single change that alters a verdict, and no other."""

from __future__ import annotations

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, flips, judge


def test_all_kinds_of_change(toy: Law) -> None:
    """Facts, places, actors, dates and readings are tried one at a time."""
    act = Act(actor="police", activity="arrest", place="town")
    found = {(f.kind, f.to): (f.domestic, f.international) for f in flips(toy, act)}
    assert found == {
        ("place", "border"): ("unlawful", "lawful"),
        ("place", "abroad"): ("unlawful", "unlawful"),
        ("actor", "army"): ("unlawful", "lawful"),
        ("date", "0001-01-01"): ("unlawful", "lawful"),
        ("date", "2030-01-01"): ("unlawful", "lawful"),
    }


def test_readings_and_missing_facts(toy: Law) -> None:
    """A reading that settles the verdict is a flip; so is a fact taken away."""
    arrest = Act(actor="army", activity="arrest", place="border")
    found = {(f.kind, f.to): f.domestic for f in flips(toy, arrest)}
    assert found["reading", "P-POWER=asked_only"] == "unlawful"
    assert found["reading", "P-DEFENCE=policing"] == "unlawful"
    assert ("reading", "P-POWER=inherent") not in found
    haul = Act(actor="army", activity="haul", place="town", facts=("asked",))
    assert ("no_fact", "asked") in {(f.kind, f.to) for f in flips(toy, haul)}


def test_border_patrol_and_drones(shipped: Law) -> None:
    """In January 2025 a date alone would have made it lawful."""
    act = Act(
        actor="cbp",
        activity="cuas_kinetic",
        place="us_airspace",
        facts=("dhs_le_mission",),
    )
    dates = {f.to: f.domestic for f in flips(shipped, act, "2025-01-31")}
    assert dates["2025-12-18"] == "lawful"
    assert judge(shipped, act, "2025-01-31").domestic.verdict == "unlawful"
    assert judge(shipped, act).domestic.verdict == "lawful"


def test_excluded_readings_are_not_tried(shipped: Law) -> None:
    """A reading that nobody holds beside those taken is no flip."""
    act = Act(actor="t10_active", activity="repel_entry", place="border_line")
    taken = {"CP-212F": "overrides"}
    tried = {f.to for f in flips(shipped, act, taken=taken) if f.kind == "reading"}
    assert "CP-ART2-BORDER=statute_governs" not in tried


def test_flips_are_data(toy: Law) -> None:
    """A flip is a small dictionary."""
    act = Act(actor="police", activity="arrest", place="town")
    assert flips(toy, act)[0].as_json() == {
        "kind": "place",
        "to": "border",
        "domestic": "unlawful",
        "international": "lawful",
    }
