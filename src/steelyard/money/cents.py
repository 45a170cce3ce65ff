"""Money that is booked: whole cents, so that sums are exact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Cents: TypeAlias = NDArray[np.int64]

LARGEST = 2**53
"""Cents beyond which a floating-point amount is no longer exact."""


def to_cents(usd: Array) -> Cents:
    """Round amounts of dollars to whole cents, halves to even.

    Raises
    ------
    ValueError
        If an amount is negative, not a number, or too large to be exact.
    """
    cents = np.rint(np.asarray(usd, dtype=np.float64) * 100.0)
    if not np.isfinite(cents).all():
        raise ValueError("an amount of money is not a finite number")
    if (cents < 0).any():
        raise ValueError(f"a negative amount of money: {cents.min() / 100:,.2f} USD")
    if (cents > LARGEST).any():
        raise ValueError(f"an amount above {LARGEST / 100:,.0f} USD is not exact")
    return cents.astype(np.int64)


def share_of(cents: Cents, share: float) -> Cents:
    """Return a share of amounts, rounded down to the cent."""
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share lies within 0 to 1, got {share:g}")
    part: Cents = np.floor(cents * share).astype(np.int64)
    return part


def usd(cents: int) -> str:
    """Write cents as dollars and cents, e.g. `1,234.05`."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(int(cents)), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def add(amounts: Iterable[Cents], futures: int) -> Cents:
    """Return the sum of amounts by future; zeros if there are none."""
    total: Cents = np.zeros(futures, dtype=np.int64)
    for cents in amounts:
        total = total + cents
    return total


def at_rank(cents: Cents, percentile: float) -> float:
    """Return the dollars at a percentile of futures, by nearest rank."""
    if not len(cents):
        return 0.0
    return float(np.percentile(cents, percentile, method="inverted_cdf")) / 100.0
