"""The load when arrivals change with time: who would be at work with staff without end.

References
----------
Jennings, O. B., Mandelbaum, A., Massey, W. A. and Whitt, W. (1996). Server staffing to
meet time-varying demand. Management Science 42, 1383-1394.
https://doi.org/10.1287/mnsc.42.10.1383
"""

from __future__ import annotations

import numpy as np

from steelyard.plan.linear import Floats


def offered_load(arrivals: Floats, step: float, service: float) -> Floats:
    """Return the load at the end of each step, with exponential service.

    The load is the integral over the past of arrivals times the chance that service
    still goes on; with constant arrivals in a step it is found exactly from one step
    to the next.

    Parameters
    ----------
    arrivals
        People a unit of time in each step, shape (steps,). Before the first step
        they came as in the first for ever.
    step
        Length of a step.
    service
        Rate of service.
    """
    if step <= 0 or service <= 0:
        raise ValueError("step and service must be above 0")
    arrivals = np.asarray(arrivals, float)
    if (arrivals < 0).any():
        raise ValueError("arrivals must be at least 0")
    keep = np.exp(-service * step)
    load = np.empty(len(arrivals))
    held = arrivals[0] / service if len(arrivals) else 0.0
    for i, rate in enumerate(arrivals):
        held = held * keep + rate / service * (1 - keep)
        load[i] = held
    return load
