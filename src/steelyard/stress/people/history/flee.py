"""Errors of simulated populations by the measures that Flee reports.

References
----------
Suleimenova, Bell and Groen (2017), A generalized simulation development approach
for predicting refugee destinations, Scientific Reports 7: on each day the sum over
camps of |simulated - observed| over the observed total, averaged over days; rescaled:
the same after simulated numbers are brought to the observed total of the day. Counts
between two dates are interpolated on a straight line, as there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def between(counts: list[tuple[int, float]], days: Array) -> Array:
    """Return counts on days, on straight lines between two counts.

    Parameters
    ----------
    counts
        (day, persons), by day; at least one.
    days
        Days, within those of the counts.
    """
    at, persons = zip(*counts, strict=True)
    return np.asarray(np.interp(days, at, persons), dtype=float)


def relative(told: Array, came: Array) -> float:
    """Return the mean over days of the sum over sites of errors, relative.

    Parameters
    ----------
    told, came
        Persons, shape (days, sites). Days on which nobody was there are left out.
    """
    total = came.sum(axis=1)
    there = total > 0
    if not there.any():
        raise ValueError("nobody was there on any day")
    error = np.abs(told - came).sum(axis=1)[there] / total[there]
    return float(error.mean())


def rescaled(told: Array, came: Array) -> float:
    """Return the same with each day's total brought to the observed one.

    Days on which nobody was told to be there count with an error of one.
    """
    total = told.sum(axis=1)
    share = np.divide(
        came.sum(axis=1), total, out=np.zeros(len(total)), where=total > 0
    )
    return relative(told * share[:, None], came)
