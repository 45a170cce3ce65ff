"""Rulings as data."""

from __future__ import annotations

import json

from steelyard.law import Law, judge


def test_a_ruling_is_plain_data(shipped: Law) -> None:
    """Every option's ruling goes through JSON and back unchanged."""
    for id_ in shipped.options:
        data = judge(shipped, id_).as_json()
        assert json.loads(json.dumps(data)) == data


def test_grounds_say_whether_they_are_always_there(shipped: Law) -> None:
    """What depends on a reading is told from what is there anyhow."""
    ruling = judge(shipped, "OP-23")
    assert {g.name: g.always for g in ruling.domestic.under} == {"10usc284": True}
    assert {g.name: g.always for g in ruling.domestic.bars} == {"transfer-limit": False}
    assert ruling.system("international").verdict == "lawful"


def test_remarks(shipped: Law) -> None:
    """A set says who holds it, or that nobody is on record."""
    sets = judge(shipped, "OP-08").domestic.barred_if
    assert [s.remark for s in sets][-1] == "nobody is on record for this combination"
