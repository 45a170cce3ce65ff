"""Sobol' indices of first and total order, with intervals and failed runs masked.

References
----------
Sobol' (2001), Mathematics and Computers in Simulation 55. First order by Saltelli
et al. (2010), Computer Physics Communications 181, table 2 (b); total order by
Jansen (1999), Computer Physics Communications 117. Intervals by bootstrap over base
rows: Archer, Saltelli and Sobol' (1997), J. Statist. Comput. Simul. 58.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.weigh.sensitivity.index import Index, interval

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Sobol:
    """First order (alone) and total (with all interactions) indices."""

    first: Index
    total: Index


def sobol(results: Array, rng: np.random.Generator, *, resamples: int = 100) -> Sobol:
    """Estimate Sobol' indices from a run of `saltelli.design`.

    Parameters
    ----------
    results
        Shape (base, inputs + 2), in the order of the design; NaN where a run
        failed: its base row is left out whole and counted.
    rng
        For the bootstrap.

    Raises
    ------
    ValueError
        If fewer than 8 base rows are whole.
    """
    whole = ~np.isnan(results).any(axis=1)
    rows = results[whole]
    if rows.shape[0] < 8:
        raise ValueError(f"only {rows.shape[0]} base rows are whole; run more")
    centred = rows - rows[:, [0, -1]].mean()
    a, mixed, b = centred[:, :1], centred[:, 1:-1], centred[:, -1:]
    terms = np.hstack([b * (mixed - a), (a - mixed) ** 2 / 2, a + b, a**2 + b**2])
    inputs = mixed.shape[1]

    def indices(weights: Array) -> tuple[Array, Array]:
        means = weights @ terms
        variance = means[..., -1:] / 2 - (means[..., -2:-1] / 2) ** 2
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(variance > 1e-300, means[..., :-2] / variance, 0.0)
        return share[..., :inputs], share[..., inputs:]

    n = len(rows)
    first, total = indices(np.full(n, 1 / n))
    drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples) / n
    first_again, total_again = indices(drawn)
    failed = int(results.size - rows.size)
    return Sobol(
        Index(first, *interval(first, first_again), rows.size, failed),
        Index(total, *interval(total, total_again), rows.size, failed),
    )
