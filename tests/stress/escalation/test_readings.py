"""Readings squeeze draws into narrower ranges."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.escalation import Reading
from steelyard.stress.escalation.readings import under


def test_shares_of_the_range_are_kept(
    dispute: Casebook, draws: dict[str, np.ndarray]
) -> None:
    """The order of draws stays, the range is the reading's, others do not move."""
    assert dispute.escalation is not None
    reading = dispute.escalation.readings[0]
    held = under(reading, draws, dispute.quantities)
    assert held["strict"].min() >= 0.2
    assert held["strict"].max() <= 0.3
    assert (np.argsort(held["strict"]) == np.argsort(draws["strict"])).all()
    assert held["suit"] is draws["suit"]


def test_a_certain_quantity_is_refused(
    dispute: Casebook, draws: dict[str, np.ndarray]
) -> None:
    """What has no range cannot be narrowed."""
    quantity = dispute.quantities["strict"].model_copy(
        update={"range": None, "basis": "elicited"}
    )
    reading = Reading(id="r", title="r", holder="h", assume={"strict": (0.2, 0.3)})
    with pytest.raises(ValueError, match="no range"):
        under(reading, draws, {"strict": quantity})
