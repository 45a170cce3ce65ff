"""How needs vary over weeks, for plans that must hold in many scenarios."""

from __future__ import annotations

from steelyard.casebook.quantity import Id, Record


class NeedModel(Record):
    """Season, persistent noise and sudden rises around a level of one.

    Each is the id of a quantity; what is left out is none.
    """

    swing: Id | None = None
    """Quantity: seasonal swing as a share of the level."""
    peak: Id | None = None
    """Quantity: days from 1 January to the height of the season."""
    persistence: Id | None = None
    """Quantity: correlation of noise from one week to the next."""
    noise: Id | None = None
    """Quantity: standard deviation of log-noise in the long run."""
    jumps: Id | None = None
    """Quantity: sudden rises a year."""
    height: Id | None = None
    """Quantity: median height of a rise, as a share of the level."""
    spread: Id | None = None
    """Quantity: standard deviation of the logarithm of its height."""
    ramp: Id | None = None
    """Quantity: days in which it rises."""
    decay: Id | None = None
    """Quantity: days in which it falls to 1/e."""
    level_spread: Id | None = None
    """Quantity: half the width of the band of the level, as a share."""


SHARES = ("swing", "persistence", "level_spread")
"""Keys whose quantities are shares below one."""
NUMBERS = ("noise", "height", "spread")
DAYS = ("peak", "ramp", "decay")
