"""Movement: a network of airports, hubs and days; flights, seats and who waits."""

from __future__ import annotations

from steelyard.plan.movement.movement import MovementPlan, movement, staggering

__all__ = ["MovementPlan", "movement", "staggering"]
