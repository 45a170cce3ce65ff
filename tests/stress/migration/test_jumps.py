"""Jumps of the record against forecasts made before them."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.schema.threat import Jump
from steelyard.stress.migration.jumps import jump_sizes
from steelyard.stress.series import Monthly, month_of


def made(months: int = 96) -> Monthly:
    rng = np.random.default_rng(9)
    wave = 0.5 * np.sin(2 * np.pi * np.arange(months) / 12)
    walk = np.cumsum(rng.normal(0, 0.1, (months, 2)), axis=0)
    values = np.exp(8 + walk + wave[:, None])
    return Monthly(
        tuple(month_of(24000 + k) for k in range(months)), ("a", "b"), values
    )


RECORD = made()


def test_a_jump_is_measured() -> None:
    """A halving after a named month shows as about minus one half, outside the band."""
    values = RECORD.values.copy()
    values[60:] *= 0.5
    record = Monthly(RECORD.months, RECORD.names, values)
    jump = Jump(month=record.months[60], says="a change")
    (size,) = jump_sizes(record, (jump,), draws=300)
    assert -0.65 < size.change < -0.35
    assert size.low < size.change < size.high
    assert size.outside
    early = Jump(month=record.months[10], says="too early")
    assert jump_sizes(record, (early,)) == ()
