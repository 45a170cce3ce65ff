"""An approximate engine for very large flows, with its error measured and shown.

Scaled cohorts: the same event engine runs a network in which each person stands
for `scale` persons. Means follow the fluid limit; the spread between replications
and the peaks are set back by the root of the scale, as in the diffusion limit.

A surrogate is never trusted: some full replications of the event engine run
beside it, on the same network, the same arrivals and the same horizon. Where the
worst difference is above the tolerance, the result is refused.

References
----------
Mandelbaum, Massey, Reiman: Strong approximations for Markovian service networks.
Queueing Systems 30, 1998. https://doi.org/10.1023/A:1019112920622
Whitt: Fluid models for multiserver queues with abandonments. Operations Research
54(1), 2006. https://doi.org/10.1287/opre.1050.0227
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from steelyard.stress.people.engine.layout import BULK, F_HARD, UNLIMITED, Table
from steelyard.stress.people.engine.work import Tables
from steelyard.stress.people.result import PeopleResult, Row
from steelyard.stress.people.run import Raw
from steelyard.stress.people.surrogate_tables import grown, hourly, shrunk

TOLERANCE = 0.05
"""Worst error that is let through unless told otherwise."""
PILOTS = 2
"""Replications of the event engine that the surrogate is measured by."""
COHORTS = 50_000
"""Persons whom a replication keeps where the scale is not given."""
PATHS = 64
"""Replications by the hour that tell the highest mean below a peak."""
LARGE = 2_000_000
"""Persons of a replication from which `auto` tries the surrogate."""
_LEAST_PERSONS = 1.0

Runs = Callable[[Tables, int], Raw]
"""Runs so many replications of some tables."""
Shapes = Callable[[Raw], PeopleResult]
"""Makes a result of what the kernel wrote."""


class SurrogateError(ValueError):
    """The surrogate may not be used here; the message says why."""


@dataclass(frozen=True)
class Approximation:
    """How a surrogate was made, and how far it is from the event engine.

    Each row of `errors` has `measure`, `place`, `exact`, `approximate`, `error` (a
    share, see `docs/people.md` for of what) and `noise`, the standard error of the
    exact value over the pilots in the same unit.
    """

    scale: int
    pilots: int
    tolerance: float
    errors: tuple[Row, ...]

    @property
    def worst(self) -> Row:
        """Return the row with the largest error."""
        return max(self.errors, key=lambda row: row["error"])


def persons_of(tables: Tables) -> float:
    """Return how many persons are expected in one replication."""
    end, total = float(tables.timeline["at"][-1]), float(len(tables.census))
    for row in tables.stream:
        at = 0.0
        for i in range(int(row["first"]), int(row["last"]), 2):
            until = min(float(tables.tab[i]), end)
            total += max(until - at, 0.0) * float(tables.tab[i + 1])
            at = max(at, until)
    groups = tables.timeline["kind"] == BULK
    return total + float(tables.timeline["value"][groups].sum())


def scales_for(tables: Tables, names: tuple[str, ...]) -> list[int]:
    """Choose scales to try: the first keeps `COHORTS` persons, then ever smaller.

    Raises
    ------
    SurrogateError
        If persons, servers or places are too few to stand for each other.
    """
    scale = int(persons_of(tables) / COHORTS)
    if scale < 2:
        raise SurrogateError(
            f"{persons_of(tables):,.0f} persons are too few for a surrogate: "
            "use the exact engine, or give a scale"
        )
    for row, name in zip(tables.station, names, strict=True):
        limits = [n for n in (int(row["duty"]), _hard(row)) if 0 < n < UNLIMITED]
        most = min(limits, default=2 * scale) // 2
        if most < 2:
            raise SurrogateError(
                f"station '{name}' with {min(limits)} servers or places is too small "
                "for a surrogate: use the exact engine, or give a scale"
            )
        scale = min(scale, most)
    return [scale // 4**i for i in range(3) if scale // 4**i >= 2]


def _hard(row: Table) -> int:
    return int(row["room"]) if row["traits"] & F_HARD else UNLIMITED


def approximate(
    tables: Tables,
    runs: Runs,
    shape: Shapes,
    replications: int,
    *,
    scales: Sequence[int],
    tolerance: float,
    first_bin: int,
) -> tuple[Raw, Approximation]:
    """Run a surrogate beside some exact replications.

    Parameters
    ----------
    runs, shape
        How replications are run, and made a result.
    scales
        How many persons one stands for, each at least 2; the first within the
        tolerance is taken.
    tolerance
        Largest error that is let through.
    first_bin
        The first bin of the series after the warm-up.

    Raises
    ------
    SurrogateError
        If an error is above the tolerance at each scale; the message names the worst.
    """
    pilots = min(PILOTS, replications)
    exact = shape(runs(tables, pilots))
    for scale in scales:
        small = shrunk(tables, scale)
        path = runs(hourly(small), min(PATHS, replications))
        raw = grown(runs(small, replications), scale, path)
        errors = tuple(compare(exact, shape(raw), first_bin))
        if not errors:
            raise SurrogateError("nobody was inside: nothing to measure an error by")
        found = Approximation(scale, pilots, tolerance, errors)
        if found.worst["error"] <= tolerance:
            return raw, found
    worst = found.worst
    raise SurrogateError(
        f"a surrogate of scale {found.scale} is off by {worst['error']:.1%} in the "
        f"{worst['measure']} of '{worst['place']}' ({worst['approximate']:.4g} for "
        f"{worst['exact']:.4g}); at most {tolerance:.1%} is allowed: use the exact "
        "engine, or a smaller scale"
    )


def compare(exact: PeopleResult, other: PeopleResult, first_bin: int) -> list[Row]:
    """Return the errors of a surrogate, one row per measure and place."""
    rows: list[Row] = []
    inside, stay = exact.mean_inside(), exact.mean_stay()
    for s, name in enumerate(exact.names.stations):
        if inside[:, s].mean() < _LEAST_PERSONS:
            continue
        size = float(inside[:, s].mean())
        rows.append(_row("mean inside", name, (inside, other.mean_inside()), s, size))
        peaks = exact.place_stat["peak"], other.place_stat["peak"]
        size = float(peaks[0][:, s].mean())
        rows.append(_row("peak", name, peaks, s, size))
        size = _mean(stay[:, s])
        waits = exact.mean_wait(), other.mean_wait()
        if np.isfinite(size) and size > 0 and np.isfinite(waits[0][:, s]).any():
            rows.append(_row("mean wait", name, waits, s, size))
        if exact.inside.shape[1] > first_bin:
            rows.append(_path(name, exact, other, s, first_bin))
    first = len(exact.names.stations)
    for i, name in enumerate(exact.names.exits):
        persons = _exit(exact, first + i), _exit(other, first + i)
        size = float(persons[0].mean())
        if size >= _LEAST_PERSONS:
            rows.append(_row("persons", name, persons, 0, size))
            hours = exact.mean_stay(), other.mean_stay()
            size = _mean(hours[0][:, first + i])
            rows.append(_row("hours in the network", name, hours, first + i, size))
    for k, name in enumerate(exact.names.clocks):
        shares = _breaches(exact, k), _breaches(other, k)
        rows.append(_row("share over the clock", name, shares, 0, 1.0))
    return rows


def _breaches(result: PeopleResult, k: int) -> Table:
    clock = result.clock_stat[:, k]
    ran = (clock["stopped"] + clock["running"]).sum(axis=1)
    return np.asarray(clock["breaches"].sum(axis=1) / np.maximum(ran, 1))[:, None]


def _exit(result: PeopleResult, place: int) -> Table:
    return np.asarray(result.stat["entries"][:, place].sum(axis=1))[:, None]


def _mean(values: Table) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")


def _row(
    measure: str, place: str, pair: tuple[Table, Table], column: int, size: float
) -> Row:
    """Compare a column of a pair (exact, approximate); errors are shares of `size`."""
    mine, theirs = (np.asarray(table[:, column], float) for table in pair)
    value, found = _mean(mine), _mean(theirs)
    noise = float(np.nanstd(mine, ddof=1) / len(mine) ** 0.5) if len(mine) > 1 else 0.0
    return {
        "measure": measure,
        "place": place,
        "exact": value,
        "approximate": found,
        "error": abs(found - value) / size if np.isfinite(found) else 1.0,
        "noise": noise / size,
    }


def _path(
    name: str, exact: PeopleResult, other: PeopleResult, s: int, first_bin: int
) -> Row:
    """Compare the course over time: absolute differences by bin over the total."""
    mine = exact.inside[:, first_bin:, s].astype(float)
    theirs = other.inside[:, first_bin:, s].astype(float).mean(axis=0)
    path, total = mine.mean(axis=0), float(mine.mean(axis=0).sum())
    apart = mine.std(axis=0, ddof=1) if len(mine) > 1 else np.zeros(len(path))
    return {
        "measure": "course over time",
        "place": name,
        "exact": total / len(path),
        "approximate": float(theirs.mean()),
        "error": float(np.abs(theirs - path).sum()) / total,
        "noise": float(apart.sum() / len(mine) ** 0.5) / total,
    }
