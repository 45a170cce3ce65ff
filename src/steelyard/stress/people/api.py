"""Simulate people through a network: the one verb of this package."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Literal, TypedDict, Unpack

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.build import build
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.names import Names
from steelyard.stress.people.ready import kernel
from steelyard.stress.people.result import PeopleResult
from steelyard.stress.people.run import Raw, run_replications
from steelyard.stress.people.surrogate import (
    LARGE,
    TOLERANCE,
    Approximation,
    SurrogateError,
    approximate,
    persons_of,
    scales_for,
)

DAY = 24.0
"""Hours of a day: the bins of the series unless told otherwise."""


class Options(TypedDict, total=False):
    """What `simulate` can be told besides, by name."""

    values: Values
    """What the quantities are worth that the network names."""
    workers: int
    """Threads; all processors if left out. No result depends on it."""
    bin_hours: float
    """Width of the bins of the series, a day if left out; 0 for no series."""
    warm_up: float
    """Hours at the start that are not counted (the series hold them)."""
    records: bool
    """Keep every visit of every person."""
    sketches: bool
    """Keep counts for quantiles of waits and stays; true if left out."""
    progress: Callable[[int], None]
    """Told how many replications have finished, each time that some have."""
    cancel: threading.Event
    """Stops the run when set."""
    say: Callable[[str], None]
    """Told what the user waits for, where the kernel has to be compiled first."""
    engine: Literal["exact", "surrogate", "auto"]
    """`exact` if left out: event by event. `surrogate`: scaled cohorts, refused where
    their measured error is too large. `auto`: the surrogate for a very large flow,
    the exact engine where it is smaller or the surrogate is refused."""
    scale: int
    """How many persons one stands for in a surrogate; chosen if left out."""
    tolerance: float
    """The largest error of a surrogate that is let through, 0.05 if left out."""


def simulate(
    network: Network,
    arrivals: Arrivals | None,
    horizon: float,
    replications: int,
    seed: int,
    **options: Unpack[Options],
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
    options
        See `Options`.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    KeyError
        If the network names a quantity that `values` does not hold.
    CancelledRunError
        If `cancel` was set before the end.
    SurrogateError
        If a surrogate was asked for that may not be used, which is a `ValueError`.

    Notes
    -----
    The method, what it was checked against and its limits: `docs/people.md`.
    """
    times = (horizon, options.get("bin_hours", DAY), options.get("warm_up", 0.0))
    _refuse(times, replications, seed)
    _refuse_engine(options)
    values = options.get("values") or Values()
    arrivals = arrivals or Arrivals.of(network, values, horizon)
    tables = build(network, arrivals, values, times)
    kernel(options.get("say"))
    began = time.perf_counter()
    names = Names.of(network)
    raw, found = _run(tables, names, times, replications, seed, options)
    seconds = time.perf_counter() - began
    return PeopleResult.of(raw, names, times, seed, seconds, found)


def _run(
    tables: Tables,
    names: Names,
    times: tuple[float, float, float],
    replications: int,
    seed: int,
    options: Options,
) -> tuple[Raw, Approximation | None]:
    def runs(some: Tables, count: int) -> Raw:
        return run_replications(
            some,
            count,
            seed,
            workers=options.get("workers"),
            records=options.get("records", False),
            sketches=options.get("sketches", True),
            progress=options.get("progress"),
            cancel=options.get("cancel"),
        )

    engine, scale = options.get("engine", "exact"), options.get("scale")
    small = options.get("records") or persons_of(tables) < LARGE
    if engine == "exact" or (engine == "auto" and small):
        return runs(tables, replications), None
    try:
        return approximate(
            tables,
            runs,
            lambda raw: PeopleResult.of(raw, names, times, seed, 0.0),
            replications,
            scales=scales_for(tables, names.stations) if scale is None else [scale],
            tolerance=options.get("tolerance", TOLERANCE),
            first_bin=math.ceil(times[2] / times[1]) if times[1] > 0 else 0,
        )
    except SurrogateError:
        if engine == "surrogate":
            raise
        return runs(tables, replications), None


def _refuse(times: tuple[float, float, float], replications: int, seed: int) -> None:
    horizon, bin_hours, warm_up = times
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


def _refuse_engine(options: Options) -> None:
    engine, scale = options.get("engine", "exact"), options.get("scale", 2)
    tolerance = options.get("tolerance", TOLERANCE)
    if engine not in {"exact", "surrogate", "auto"}:
        raise ValueError(f"engine must be exact, surrogate or auto, not {engine}")
    if engine == "surrogate" and options.get("records"):
        raise SurrogateError("a surrogate has no records: use the exact engine")
    if scale < 2:
        raise ValueError(f"scale must be at least 2, not {scale}")
    if not (math.isfinite(tolerance) and tolerance > 0):
        raise ValueError(f"tolerance must be above 0, not {tolerance:g}")
