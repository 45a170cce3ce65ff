"""Room by plan, filled to a share."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.stress.people.history import outcomes


def test_room_grows_by_plan_and_is_filled_to_the_mean_share(sr309: Casebook) -> None:
    """1,872 places on 26 August and 250 a week more; 1,173 and 1,400 people there."""
    (found,) = outcomes(sr309, ["east-montana"])
    shares = [1173 / 1872, 1400 / (1872 + 250 * 2 / 7)]
    fill = float(np.exp(np.mean(np.log(shares))))
    assert found.rows[0].says == "people on 2025-09-05"
    assert found.rows[0].told == pytest.approx(fill * (1872 + 250 * 10 / 7))
    days = np.arange(36, 227)
    room = np.minimum(1872 + 250 * days / 7, 5000)
    assert found.rows[1].told == pytest.approx(fill * room.mean())
