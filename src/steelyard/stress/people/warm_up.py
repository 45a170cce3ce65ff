"""Steady-state work: where to cut the start off, and whether bias is left.

References
----------
White: An effective truncation heuristic for bias reduction in simulation output.
Simulation 69(6), 1997. https://doi.org/10.1177/003754979706900601

Schruben: Detecting initialization bias in simulation output. Operations Research
30(3), 1982. https://doi.org/10.1287/opre.30.3.569
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Series = npt.NDArray[np.floating]


def truncation(series: Series, batch: int = 5) -> int:
    """Return how many bins to delete at the start, by MSER-5.

    Parameters
    ----------
    series
        By replication and bin; the mean over replications is looked at.
    batch
        Bins to a batch.

    Raises
    ------
    ValueError
        If there are fewer than ten batches.
    """
    mean = np.asarray(series, float).mean(axis=0)
    n = len(mean) // batch
    if n < 10:
        raise ValueError(f"{len(mean)} bins are too few: at least {10 * batch}")
    batches = mean[: n * batch].reshape(n, batch).mean(axis=1)
    scores = [batches[d:].var() / (n - d) for d in range(n // 2 + 1)]
    return int(np.argmin(scores)) * batch


@dataclass(frozen=True)
class BiasTest:
    """A test of whether the start still shows in a series."""

    statistic: float
    p_value: float
    """Chance of so large a statistic, either way, in a series without bias."""


def bias_test(series: Series) -> BiasTest:
    """Test a series for initial bias, from its replications.

    Schruben's weighted sum of the gaps between the mean of all bins and the mean of
    the first k is zero on average where there is no bias. It is taken in each
    replication, and Student's test over replications asks whether it is zero;
    no variance of a correlated series has to be guessed.

    Parameters
    ----------
    series
        By replication and bin, after deletion of the warm-up.

    Raises
    ------
    ValueError
        If there are fewer than three replications or two bins.
    """
    values = np.asarray(series, float)
    r, n = values.shape
    if r < 3 or n < 2:
        raise ValueError("the test needs three replications and two bins at least")
    k = np.arange(1, n + 1)
    running = np.cumsum(values, axis=1) / k
    gaps = values.mean(axis=1, keepdims=True) - running
    sums = (k * (1 - k / n) * gaps).sum(axis=1)
    if np.allclose(sums, sums[0]):
        same = bool(np.allclose(sums, 0))
        return BiasTest(0.0 if same else np.inf, 1.0 if same else 0.0)
    from scipy.special import stdtr  # here, as it takes a while to load

    statistic = float(sums.mean() / (sums.std(ddof=1) / np.sqrt(r)))
    return BiasTest(statistic, float(2 * stdtr(r - 1, -abs(statistic))))
