"""Distances and block times against published values."""

from __future__ import annotations

from itertools import pairwise

import pytest

from steelyard.plan.movement.geometry import arc, block_hours, great_circle_km


def test_distance_of_two_airports() -> None:
    """Nashville to Los Angeles is 2,886.4 km on a sphere (Rosetta Code's example,
    radius 6,372.8 km: 2,887.26)."""
    km = great_circle_km((36.12, -86.67), (33.94, -118.40))
    assert km * 6372.8 / 6371.0088 == pytest.approx(2887.26, abs=0.01)


def test_block_time_is_distance_over_speed_and_an_overhead() -> None:
    """1,660 km at 830 km/h and 0.4 hours; no distance takes no time."""
    assert block_hours(1660, 830) == pytest.approx(2.4)
    assert block_hours(0, 830) == 0
    with pytest.raises(ValueError, match="above 0"):
        block_hours(1, 0)


def test_an_arc_keeps_its_ends_and_its_length() -> None:
    """The parts of a great circle add up to the whole."""
    a, b = (31.3, -92.5), (14.6, -90.5)
    points = arc(a, b, 9)
    assert points[0] == pytest.approx(a)
    assert points[-1] == pytest.approx(b)
    parts = sum(great_circle_km(p, q) for p, q in pairwise(points))
    assert parts == pytest.approx(great_circle_km(a, b))
