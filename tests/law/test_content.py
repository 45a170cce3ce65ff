"""The law that comes with SR309: its promises to the reader."""

from __future__ import annotations

import pytest

from steelyard.law import Law, judge

TAKES_SIDES = ("outrage", "absurd", "obviously", "clearly illegal", "disgrace")


def test_enough_cells_a_third_of_them_negative(shipped: Law) -> None:
    """At least 220 checked cells; a third say no in some system."""
    cells = shipped.file.cells
    negative = [c for c in cells if "unlawful" in {c.domestic, c.international}]
    assert len(cells) >= 220
    assert 3 * len(negative) >= len(cells)
    assert all(cell.because.strip().endswith(".") for cell in cells)


def test_each_question_has_competing_readings_with_holders(shipped: Law) -> None:
    """At least two readings, each with holders, questions that lead nowhere."""
    for prop in shipped.file.propositions:
        assert prop.question.endswith("?"), prop.id
        assert len(prop.readings) >= 2, prop.id
        assert all(reading.holders for reading in prop.readings), prop.id
        assert prop.standing, prop.id


def test_no_profile_is_a_default(shipped: Law) -> None:
    """Without a profile nothing is taken as given; silence stays open."""
    assert judge(shipped, "OP-08").taken == {}
    assert all(p.readings for p in shipped.profiles.values())
    assert all(
        len(p.readings) < len(shipped.readings) for p in shipped.profiles.values()
    )


def test_profiles_take_what_their_party_is_on_record_for(shipped: Law) -> None:
    """A profile that is a party takes only readings which that party holds."""
    held = {
        (prop.id, reading.id): {h.party for h in reading.holders}
        for prop in shipped.file.propositions
        for reading in prop.readings
    }
    for profile in shipped.profiles.values():
        if profile.id in shipped.file.parties:
            for literal in profile.readings.items():
                assert profile.id in held[literal], (profile.id, literal)


def test_rules_cite_and_say_how_they_were_checked(shipped: Law) -> None:
    """Every rule but vocabulary has a source; memory is marked as such."""
    for rule in shipped.file.rules:
        assert rule.says.endswith("."), rule.id
        assert bool(rule.cites) != (rule.verified == "definition"), rule.id
        marks = {shipped.sources[c].verified for c in rule.cites}
        if rule.verified == "found":
            assert "found" in marks or "mixed" in marks, rule.id
    for source in shipped.file.sources:
        assert bool(source.seen) != (source.verified == "memory"), source.id


def test_the_index_leads_to_the_rules(shipped: Law) -> None:
    """Every authority and bar stands in the lawyer's index."""
    indexed = {
        id_
        for entry in (*shipped.file.authorities, *shipped.file.limits)
        for id_ in entry.rules
    }
    listed = [r for r in shipped.file.rules if r.kind in {"authority", "bar"}]
    heads = {r.head for r in listed if r.id in indexed}
    assert {r.head for r in listed} == heads


def test_wording_takes_no_side(shipped: Law) -> None:
    """No word that praises or damns."""
    text = shipped.file.model_dump_json().lower()
    assert not [word for word in TAKES_SIDES if word in text]


@pytest.mark.parametrize(
    ("option", "sets"),
    [
        (
            "OP-08",
            [
                {"CP-ART2-BORDER=inherent", "CP-PCA-TERRITORIAL=territorial_defence"},
                {"CP-ART2-BORDER=inherent", "CP-PCA-CONST=implied_ok"},
            ],
        ),
        (
            "OP-09",
            [
                {"CP-NDA=base_security"},
                {"CP-ART2-BORDER=inherent", "CP-PCA-TERRITORIAL=territorial_defence"},
                {"CP-ART2-BORDER=inherent", "CP-PCA-CONST=implied_ok"},
            ],
        ),
        ("OP-07", [{"CP-T32=outside"}]),
    ],
)
def test_smallest_sets(shipped: Law, option: str, sets: list[set[str]]) -> None:
    """Lifting a bar is no authority; in a National Defense Area one reading is enough."""
    found = judge(shipped, option).domestic.lawful_if
    assert [{"=".join(pair) for pair in s.readings} for s in found] == sets


def test_no_option_needs_many_worlds(shipped: Law) -> None:
    """No option of the report turns on more than six propositions."""
    for id_ in shipped.options:
        ruling = judge(shipped, id_)
        on = {*ruling.domestic.depends_on, *ruling.international.depends_on}
        assert len(on) <= 6, id_
