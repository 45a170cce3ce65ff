"""How verdicts changed with the law."""

from __future__ import annotations

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, judge, timeline


def test_periods_are_merged(toy: Law) -> None:
    """Only days on which a verdict changes begin a period."""
    arrest = Act(actor="police", activity="arrest", place="town")
    periods = timeline(toy, {"a": [arrest]})["a"]
    assert [(p.begins, p.verdicts.domestic) for p in periods] == [
        ("0001-01-01", "unlawful"),
        ("2020-01-01", "lawful"),
        ("2030-01-01", "unlawful"),
    ]
    assert periods[1].as_json() == {
        "from": "2020-01-01",
        "domestic": "lawful",
        "international": "lawful",
    }


def test_border_patrol_and_drones(shipped: Law) -> None:
    """Destroying drones to enforce the law: unlawful until 18 December 2025."""
    periods = timeline(shipped)["OP-06"]
    assert [(p.begins, p.verdicts.domestic) for p in periods] == [
        ("0001-01-01", "unlawful"),
        ("2025-12-18", "lawful"),
        ("2031-10-01", "unlawful"),
    ]


def test_every_period_agrees_with_the_judge(shipped: Law) -> None:
    """On its first day each period's verdicts are the judge's."""
    for id_, periods in timeline(shipped).items():
        for period in periods:
            ruling = judge(shipped, id_, period.begins)
            assert ruling.domestic.verdict == period.verdicts.domestic
