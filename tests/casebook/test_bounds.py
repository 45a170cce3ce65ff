"""The reach of a quantity."""

from __future__ import annotations

import math
from typing import Any

import pytest

from steelyard.casebook.bounds import bounds
from steelyard.casebook.quantity import Quantity


@pytest.mark.parametrize(
    ("spread", "reach"),
    [
        ({}, (2.0, 2.0)),
        ({"range": (1.0, 3.0)}, (1.0, 3.0)),
        ({"distribution": {"kind": "triangular", "low": 0, "mode": 2, "high": 5}}, (0, 5)),
        ({"distribution": {"kind": "normal", "mean": 2, "sd": 1, "low": 0}}, (0, math.inf)),
        ({"distribution": {"kind": "lognormal", "median": 2, "p90": 4}}, (0, math.inf)),
        ({"distribution": {"kind": "discrete", "values": [1, 4], "weights": [0.5, 0.5]}}, (1, 4)),
    ],
)  # fmt: skip
def test_reach(spread: dict[str, Any], reach: tuple[float, float]) -> None:
    """Lowest and highest value, by range or distribution."""
    quantity = Quantity.model_validate(
        {"value": 2.0, "unit": "day", "basis": "measured", "source": ["s"], **spread}
    )
    assert bounds(quantity) == reach
