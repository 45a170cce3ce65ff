"""From result rows to verdicts."""

from __future__ import annotations

from typing import Any

import pytest

from steelyard.audit.verdict import decide
from steelyard.casebook.schema.claims import Check, Stated

CHECK = Check.model_validate(
    {
        "sql": "SELECT 1",
        "holds": {"column": "main", "relation": "more_than", "says": "main {main:g}"},
        "fair": [
            {
                "column": "now",
                "relation": "more_than",
                "reason": "date",
                "says": "now {now:g}",
            }
        ],
        "rescued_by": [
            {"column": "wide", "relation": "more_than", "reason": "scope", "says": "w"}
        ],
    }
)
STATED = Stated(value=100, unit="count", relation="more_than")


@pytest.mark.parametrize(
    ("row", "verdict", "reasons", "says"),
    [
        ({"main": 101, "now": 101, "wide": 0}, "supported", (), ("main 101",)),
        (
            {"main": 101, "now": 99, "wide": 0},
            "misleading",
            ("date",),
            ("main 101", "now 99"),
        ),
        (
            {"main": 99, "now": 99, "wide": 101},
            "misleading",
            ("scope",),
            ("main 99", "w"),
        ),
        ({"main": 99, "now": 99, "wide": 99}, "contradicted", (), ("main 99",)),
        ({"main": 99, "now": 99, "wide": None}, "contradicted", (), ("main 99",)),
        ({"main": None, "now": 1, "wide": 1}, "unverified", (), ("main not known",)),
        ({"main": 101, "now": None, "wide": 1}, "unverified", (), ("main 101",)),
        ({"main": float("inf"), "now": 1, "wide": 1}, "unverified", (), ("main inf",)),
    ],
)
def test_decide(
    row: dict[str, Any], verdict: str, reasons: tuple[str, ...], says: tuple[str, ...]
) -> None:
    """Literal truth, fairness and rescue decide, in that order."""
    outcome = decide(CHECK, STATED, row)
    assert (outcome.verdict, outcome.reasons, outcome.says) == (verdict, reasons, says)


def test_wrong_columns() -> None:
    """A test on a column that is not there, or is no number, is an error."""
    with pytest.raises(ValueError, match="no column 'main'"):
        decide(CHECK, STATED, {"other": 1})
    with pytest.raises(ValueError, match="is no number"):
        decide(CHECK, STATED, {"main": "many", "now": 1, "wide": 1})
