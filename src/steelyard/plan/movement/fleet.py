"""A type of aircraft, ship or bus, in the units of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["air", "sea", "road"]


@dataclass(frozen=True)
class FleetType:
    """What planning needs of a type.

    Attributes
    ----------
    id, title
        Names.
    seats, seats_emergency
        People on one by policy and in an emergency.
    range_km, speed_kmh
        Planning range with people aboard, and cruise speed.
    ground_hours
        Time on the ground at each stop.
    hours_per_day
        Hours that one moves in a day, crews allowed for.
    available
        How many can be used.
    cost_per_hour
        USD for an hour under way.
    hub
        Where all of them are based; None if the plan may choose.
    floor, within
        Aircraft that must be within so many days of the hub `floor_hub`.
    detour
        Distance over great-circle distance.
    """

    id: str
    title: str
    seats: int
    range_km: float
    speed_kmh: float
    ground_hours: float
    hours_per_day: float
    available: int
    cost_per_hour: float
    mode: Mode = "air"
    civil: bool = False
    seats_emergency: int | None = None
    hub: str | None = None
    floor: int = 0
    within: float = 1.0
    floor_hub: str | None = None
    detour: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be planned with."""
        for name in ("seats", "range_km", "speed_kmh", "hours_per_day", "detour"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{self.id}: {name} must be above 0")
        for name in ("ground_hours", "available", "cost_per_hour", "floor", "within"):
            if getattr(self, name) < 0:
                raise ValueError(f"{self.id}: {name} must be at least 0")

    @property
    def overhead(self) -> float:
        """Hours of a leg beyond distance over speed."""
        from steelyard.plan.movement.geometry import BLOCK_OVERHEAD_HOURS

        return BLOCK_OVERHEAD_HOURS if self.mode == "air" else 0.0
