"""Square-root staffing: the load, and a margin that grows with its root.

The margin that holds the share who wait is found from the limit of many staff.

References
----------
Garnett, Mandelbaum and Reiman (2002), see `erlang_a`. Halfin, S. and Whitt, W. (1981).
 Heavy-traffic limits for queues with many exponential servers. Operations
Research 29, 567-588. https://doi.org/10.1287/opre.29.3.567
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm


def wait_limit(beta: float, ratio: float) -> float:
    """Return the share who wait with a margin `beta`, in the limit.

    Parameters
    ----------
    beta
        Margin in units of the square root of the load; may be negative with patience.
    ratio
        Patience rate over service rate; 0 for nobody leaving (then beta above 0).
    """
    if ratio < 0 or (ratio == 0 and beta <= 0):
        raise ValueError("ratio must be at least 0, and beta above 0 if it is 0")
    if ratio == 0:
        return float(1 / (1 + beta * norm.cdf(beta) / norm.pdf(beta)))
    scaled = beta / np.sqrt(ratio)
    log = norm.logpdf(scaled) - norm.logsf(scaled)
    log -= norm.logpdf(-beta) - norm.logsf(-beta)
    return float(1 / (1 + np.sqrt(ratio) * np.exp(log)))


def margin(wait: float, ratio: float) -> float:
    """Return the margin at which a share `wait` must wait, in the limit."""
    if not 0 < wait < 1:
        raise ValueError("wait must lie between 0 and 1")
    low = 1e-9 if ratio == 0 else -30.0
    return float(brentq(lambda b: wait_limit(b, ratio) - wait, low, 30.0, xtol=1e-12))


def square_root_staff(load: float, wait: float, ratio: float) -> int:
    """Return the staff that the rule gives for a load (arrivals over service rate)."""
    if load <= 0:
        return 0
    return max(1, int(np.ceil(load + margin(wait, ratio) * np.sqrt(load) - 1e-9)))
