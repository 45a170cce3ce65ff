"""Distances on the sphere and the time that a leg takes.

References
----------
Sinnott, R. W. (1984), Virtues of the haversine, Sky and Telescope 68, 159 (the
distance); Air Force Pamphlet 10-1403, Air Mobility Planning Factors (block speed
as distance over cruise speed plus time for taxi, climb and approach).
"""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

BLOCK_OVERHEAD_HOURS = 0.4
"""Taxi, climb and approach of a leg by air."""


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two places, each (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def block_hours(
    km: float, speed_kmh: float, overhead: float = BLOCK_OVERHEAD_HOURS
) -> float:
    """Return the hours of a leg from blocks away to blocks on.

    Parameters
    ----------
    km
        Distance; a leg of no distance takes no time.
    speed_kmh
        Cruise speed.
    overhead
        Hours of taxi, climb and approach.
    """
    if not speed_kmh > 0:
        raise ValueError(f"speed must be above 0, got {speed_kmh:g} km/h")
    return km / speed_kmh + overhead if km > 0 else 0.0


def arc(
    a: tuple[float, float], b: tuple[float, float], points: int
) -> list[tuple[float, float]]:
    """Return places along the great circle from `a` to `b`, both ends included."""

    def vector(place: tuple[float, float]) -> tuple[float, float, float]:
        lat, lon = map(math.radians, place)
        return (
            math.cos(lat) * math.cos(lon),
            math.cos(lat) * math.sin(lon),
            math.sin(lat),
        )

    u, v = vector(a), vector(b)
    angle = great_circle_km(a, b) / EARTH_KM
    if angle < 1e-9:
        return [a, b]
    found = []
    for i in range(points):
        f = i / (points - 1)
        p, q = math.sin((1 - f) * angle), math.sin(f * angle)
        x, y, z = ((p * m + q * n) / math.sin(angle) for m, n in zip(u, v, strict=True))
        lat = math.degrees(math.atan2(z, math.hypot(x, y)))
        found.append((lat, math.degrees(math.atan2(y, x))))
    return found
