"""The difference between two networks under common random numbers.

Replication r has the same people with the same luck in both, so that their
difference is the network's and not chance's; a network differs from itself by
exactly nothing.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from steelyard.stress.people.result import PeopleResult, Row, ratio


def measures(result: PeopleResult) -> dict[str, Any]:
    """Return measures of one result: name -> one value per replication."""
    found: dict[str, Any] = {}
    inside, wait = result.mean_inside(), result.mean_wait()
    for s, name in enumerate(result.names.stations):
        place = result.place_stat[:, s]
        found[f"{name}.inside"] = inside[:, s]
        found[f"{name}.wait"] = wait[:, s]
        found[f"{name}.peak"] = place["peak"].astype(float)
        found[f"{name}.over_humane_room"] = place["over_humane"]
        found[f"{name}.over_room"] = place["over_room"]
    for k, name in enumerate(result.names.clocks):
        clock = result.clock_stat[:, k]
        found[f"{name}.breaches"] = clock["breaches"].sum(axis=1).astype(float)
        found[f"{name}.breach_hours"] = clock["breach_hours"].sum(axis=1)
    stay = result.stat["stay_sum"].sum(axis=2)
    stays = result.stat["stays"].sum(axis=2)
    for i, name in enumerate(result.names.exits):
        row = len(result.names.stations) + i
        entries = result.stat[:, row]["entries"]
        found[f"{name}.persons"] = entries.sum(axis=1).astype(float)
        found[f"{name}.hours"] = ratio(stay[:, row], stays[:, row])
    return found


def difference(new: PeopleResult, old: PeopleResult) -> list[Row]:
    """Return the paired differences of all measures that both results have.

    Returns
    -------
    list of dict
        For each measure: mean difference, its standard error over replications,
        and by how much pairing cut the variance.

    Raises
    ------
    ValueError
        If the two were not run with one seed and as many replications.
    """
    if (new.seed, new.replications) != (old.seed, old.replications):
        raise ValueError("paired differences need one seed and as many replications")
    before = measures(old)
    rows = []
    for name, after in measures(new).items():
        if name not in before:
            continue
        change = after - before[name]
        known = change[np.isfinite(change)]
        n = len(known)
        apart = float(np.nanvar(after) + np.nanvar(before[name])) if n else 0.0
        paired = float(known.var()) if n else 0.0
        rows.append(
            {
                "measure": name,
                "difference": float(known.mean()) if n else None,
                "standard_error": math.sqrt(paired / (n - 1)) if n > 1 else None,
                "variance_cut": apart / paired if paired > 0 else None,
            }
        )
    return rows
