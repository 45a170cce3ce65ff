"""Records of escalation.yaml that refuse what cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from steelyard.casebook.schema.escalation import (
    Consequence,
    EscalationFile,
    Outcome,
    Precondition,
    Reading,
    Scale,
)


@pytest.mark.parametrize(
    ("record", "held", "says"),
    [
        (Outcome, {"id": "o", "title": "o"}, "say when it comes about"),
        (Scale, {"title": "s", "ranks": ("none", "some")}, "cannot be added up"),
        (Consequence, {"scale": "s"}, "a size or a rank"),
        (Consequence, {"scale": "s", "size": "q", "rank": 1}, "a size or a rank"),
        (Precondition, {"says": ""}, "at least 1 character"),
        (
            Reading,
            {"id": "r", "title": "r", "holder": "h", "assume": {"q": (2, 1)}},
            "2 is above 1",
        ),
    ],
)
def test_records_refuse(record: Any, held: dict[str, Any], says: str) -> None:
    """Each says what is wrong."""
    with pytest.raises(ValidationError, match=says):
        record(**held)


def test_a_ladder_alone_is_not_playable() -> None:
    """Without moves and payoffs there is no game."""
    assert not EscalationFile().playable
