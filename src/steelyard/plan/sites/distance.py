"""Distances over the ground between points of the casebook.

References
----------
Sinnott, R. W. (1984). Virtues of the haversine. Sky and Telescope 68, 159.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.sites import Spot
from steelyard.plan.linear import Floats

RADIUS = 6371.0088
"""Mean radius of the Earth, kilometres."""


def position(casebook: Casebook, spot: Spot) -> tuple[float, float]:
    """Return latitude and longitude, in degrees."""
    if spot.airport is not None:
        assert casebook.movement is not None
        airport = casebook.movement.airports[spot.airport]
        return airport.lat, airport.lon
    assert spot.lat is not None
    assert spot.lon is not None
    return spot.lat, spot.lon


def kilometres(
    one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]
) -> Floats:
    """Return great-circle distances, shape (len(one), len(other))."""
    a, b = np.radians(np.array(one, float)), np.radians(np.array(other, float))
    lat = np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
    lon = np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    mixed = lat + np.cos(a[:, None, 0]) * np.cos(b[None, :, 0]) * lon
    return np.asarray(2 * RADIUS * np.arcsin(np.sqrt(np.minimum(mixed, 1.0))))
