"""How fast people leave the sites of a reception: calibrated without what judges.

The pace of the whole is either the window's own, departures over days, or that of an
earlier operation at the same age: people who were left at the end of its window over
the days until its last site closed. The pace of a site goes with a power of the people
there (reference-class forecasting: Kahneman and Tversky, 1979, Intuitive prediction,
TIMS Studies in Management Science 12; the power by least squares on logarithms over
the earlier operation's sites).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import day
from steelyard.stress.people.history.start import Start, start_of

LEAST_SITES = 4
"""Sites of an earlier operation that a power is fitted to."""


@dataclass(frozen=True)
class Leaving:
    """The law by which people leave.

    Attributes
    ----------
    per_day
        Persons a day from the whole network.
    power
        A site's share goes with the people there to this power.
    spread
        Standard deviation of the logarithm of a pace, the network's and a site's.
    like_days
        Days that the earlier operation still took; None with a pace of its own.
    """

    per_day: float
    power: float
    spread: float
    like_days: float | None


def leaving(casebook: Casebook, case: Reception, start: Start) -> Leaving:
    """Calibrate the pace of a reception."""
    if case.pace.like is None:
        spread = casebook.quantities[str(case.pace.spread)].value
        return Leaving(start.left_per_day, 1.0, spread, None)
    assert casebook.history is not None
    other = next(c for c in casebook.history.cases if c.id == case.pace.like)
    assert isinstance(other, Reception)
    counts = Counts.read(casebook, other.table, other.case)
    then = start_of(other, counts.until(day(other.window[1])))
    ends = [e for e in (counts.closed(s) for s in other.sites) if e is not None]
    days = float(max(ends) - then.on)
    power, spread = _power(counts, other.sites)
    if case.pace.spread is not None:
        spread = casebook.quantities[case.pace.spread].value
    return Leaving(then.stock / days, power, spread, days)


def _power(counts: Counts, sites: tuple[str, ...]) -> tuple[float, float]:
    """Fit log(people through a site a day) = a + power * log(people through it)."""
    size, pace = [], []
    for site in sites:
        total = counts.last(site, "arrivals_total")
        opened, closed = counts.opened(site), counts.closed(site)
        if total and opened is not None and closed is not None and closed > opened:
            size.append(np.log(total[1]))
            pace.append(np.log(total[1] / (closed - opened)))
    if len(size) < LEAST_SITES:
        raise ValueError(
            f"a pace needs {LEAST_SITES} sites with arrivals_total and closing, "
            f"got {len(size)}"
        )
    x = np.array(size) - np.mean(size)
    y = np.array(pace) - np.mean(pace)
    power = float(x @ y / (x @ x))
    rest = y - power * x
    return power, float(np.sqrt(rest @ rest / (len(size) - 2)))
