"""Instances small enough to hold against a whole mixed-integer programme."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.plan.movement.fleet import FleetType
from steelyard.plan.movement.instance import Instance
from steelyard.plan.movement.synthetic import synthetic

KINDS = (
    FleetType("charter", "Charter", 135, 5400, 830, 2, 9, 12, 12500, civil=True),
    FleetType("heavy", "Heavy", 102, 8000, 830, 2.25, 12.5, 10, 28500),
    FleetType("light", "Light", 92, 3100, 590, 1.5, 6, 10, 14000),
)
PLACES = {
    "HUB1": (31.3, -92.5),
    "HUB2": (33.3, -111.7),
    "GT": (14.6, -90.5),
    "HN": (15.5, -87.9),
    "CO": (4.7, -74.1),
    "PE": (-12.0, -77.1),
    "EC": (-0.1, -78.4),
    "DO": (18.4, -69.7),
}


def make(seed: int, destinations: int = 3, days: int = 8, **more: float) -> Instance:
    """Return a small instance."""
    daily = more.pop("daily", 40.0 * destinations)
    return synthetic(
        KINDS, ("HUB1", "HUB2"), PLACES, destinations, days, seed, daily=daily, **more
    )


@pytest.fixture
def small() -> Instance:
    """A small instance of seed 1."""
    return make(1)


def rng() -> np.random.Generator:
    """Return a generator with a fixed seed."""
    return np.random.default_rng(7)
