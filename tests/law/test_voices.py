"""Who is on record for a set of readings."""

from __future__ import annotations

from steelyard.law import Law, judge
from steelyard.law.voices import voices


def test_the_same_party_is_one_voice(toy: Law) -> None:
    """'Crown' and 'Crown!' are one, since they carry the same party."""
    both = voices(toy, [("P-DEFENCE", "defence"), ("P-POWER", "inherent")])
    assert [(v.who, v.weights) for v in both] == [
        ("the Crown", ("executive", "executive"))
    ]


def test_nobody_is_on_record(toy: Law) -> None:
    """A set that nobody holds together says so."""
    assert voices(toy, [("P-DEFENCE", "policing"), ("P-POWER", "inherent")]) == ()
    sets = judge(toy, "O-1").domestic.barred_if
    assert sets[0].remark == "held together by X"


def test_an_empty_set_needs_no_voice(toy: Law) -> None:
    """What holds whatever is read is nobody's opinion."""
    assert voices(toy, []) == ()
    assert judge(toy, "O-1").international.lawful_if[0].remark == "whatever is read"
