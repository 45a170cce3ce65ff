"""Simulate people through a network: the one verb of this package."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.build import build
from steelyard.stress.people.names import Names
from steelyard.stress.people.ready import kernel
from steelyard.stress.people.result import PeopleResult
from steelyard.stress.people.run import run_replications

DAY = 24.0
"""Hours of a day: the bins of the series unless told otherwise."""


def simulate(
    network: Network,
    arrivals: Arrivals | None,
    horizon: float,
    replications: int,
    seed: int,
    *,
    values: Values | None = None,
    workers: int | None = None,
    bin_hours: float = DAY,
    warm_up: float = 0.0,
    records: bool = False,
    sketches: bool = True,
    progress: Callable[[int], None] | None = None,
    cancel: threading.Event | None = None,
    say: Callable[[str], None] | None = None,
) -> PeopleResult:
    """Simulate a network event by event, in several replications.

    Parameters
    ----------
    network
        The network; `check_network` has found nothing wrong with it.
    arrivals
        Who comes when; the network's own arrivals if None.
    horizon
        Length in hours.
    replications
        How many; replication r of one seed has the same luck in every network.
    seed
        From 0 to 2^64 - 1.
    values
        What the quantities are worth that the network names.
    workers
        Threads; all processors if None. No result depends on it.
    bin_hours
        Width of the bins of the series; 0 for no series.
    warm_up
        Hours at the start that are not counted (the series hold them).
    records
        Keep every visit of every person.
    sketches
        Keep counts for quantiles of waits and stays.
    progress, cancel, say
        Told of finished replications; stops the run when set; told what the
        user waits for where the kernel has to be compiled first.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    KeyError
        If the network names a quantity that `values` does not hold.
    CancelledRunError
        If `cancel` was set before the end.

    The method, what it was checked against and its limits: `docs/people.md`.
    """
    _refuse(horizon, replications, seed, bin_hours, warm_up)
    values = values or Values()
    arrivals = arrivals or Arrivals.of(network, values, horizon)
    times = (horizon, bin_hours, warm_up)
    tables = build(network, arrivals, values, times)
    kernel(say)
    began = time.perf_counter()
    raw = run_replications(
        tables,
        replications,
        seed,
        workers=workers,
        records=records,
        sketches=sketches,
        progress=progress,
        cancel=cancel,
    )
    seconds = time.perf_counter() - began
    return PeopleResult.of(raw, Names.of(network), times, seed, seconds)


def _refuse(
    horizon: float, replications: int, seed: int, bin_hours: float, warm_up: float
) -> None:
    if not (math.isfinite(horizon) and horizon > 0):
        raise ValueError(f"horizon must be above 0 hours, not {horizon:g}")
    if replications < 1:
        raise ValueError(f"replications must be at least 1, not {replications}")
    if not 0 <= seed < 2**64:
        raise ValueError(f"seed must be from 0 to 2^64 - 1, not {seed}")
    if not bin_hours >= 0:
        raise ValueError(f"bin_hours must be at least 0, not {bin_hours:g}")
    if not 0 <= warm_up < horizon:
        raise ValueError(f"warm_up must be from 0 to the horizon, not {warm_up:g}")
