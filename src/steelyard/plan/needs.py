"""Scenarios of need from a casebook's need model, keyed by seed."""

from __future__ import annotations

from datetime import date

import numpy as np

from steelyard.casebook.schema.need import NeedModel
from steelyard.plan.amounts import Amounts
from steelyard.plan.scenarios import YEAR, Arrivals


def arrivals(amounts: Amounts, needs: NeedModel, level: float, start: date) -> Arrivals:
    """Return the generator's parameters at the best values of their quantities."""

    def share(key: str, default: float = 0.0) -> float:
        return amounts.value(getattr(needs, key), "ratio", default)

    def weeks(key: str, default: float) -> float:
        return amounts.value(getattr(needs, key), "week", default)

    day = (start - date(start.year, 1, 1)).days
    return Arrivals(
        level=level,
        swing=share("swing"),
        peak=(weeks("peak", 0.0) - day / 7) % YEAR,
        persistence=share("persistence"),
        noise=share("noise"),
        jumps=amounts.value(needs.jumps, "1/year"),
        height=share("height", 0.5),
        spread=share("spread", 0.5),
        ramp=weeks("ramp", 4.0),
        decay=weeks("decay", 8.0),
        level_spread=share("level_spread"),
    )


def stream(seed: int, *key: int) -> np.random.Generator:
    """Return the source of chance of a purpose, the same on any machine."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
