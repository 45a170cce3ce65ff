"""Figures from values over futures, by the name under which weighing uses them."""

from __future__ import annotations

from steelyard.study.figures import (
    HIGH,
    LOW,
    drivers,
    estimate,
    quantity_step,
    shares,
)

__all__ = ["HIGH", "LOW", "drivers", "estimate", "quantity_step", "shares"]
