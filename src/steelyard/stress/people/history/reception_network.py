"""A reception as a network for the event engine: abroad, sites, placed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from steelyard.casebook.schema.network import Network
from steelyard.stress.people.history.outcome import Array
from steelyard.stress.people.history.start import Start

DESKS = 1
"""Servers at each site: one who sends people away one by one, at the site's pace."""
COARSE = 0.02
"""A change of pace by less than this share is left out."""


def network_of(start: Start, sites: tuple[str, ...], paces: Array) -> Network:
    """Build the network of one draw.

    Parameters
    ----------
    paces
        Persons a day from each site, shape (days, sites).
    """
    abroad = start.abroad >= 1
    stations = [
        _site(site, start, i, paces[:, i], first=not abroad)
        for i, site in enumerate(sites)
    ]
    routes: list[dict[str, Any]] = [
        {"at": site, "ways": [{"to": ["placed"]}]} for site in sites
    ]
    there = [
        _there(site, people)
        for site, people in zip(sites, start.inside, strict=True)
        if round(people) > 0
    ]
    if abroad:
        per_day = max(start.per_day, 1.0)
        stations.append(_station("abroad", DESKS, per_day))
        to = {"to": list(sites), "rule": "free_room"}
        routes.append({"at": "abroad", "ways": [to]})
        there.append(_there("abroad", start.abroad))
    return Network.model_validate(
        {
            "start": dt.date.fromordinal(start.on).isoformat(),
            "classes": [{"id": "person"}],
            "stations": stations,
            "exits": [{"id": "placed"}],
            "routes": routes,
            "arrivals": there,
        }
    )


def _there(site: str, people: float) -> dict[str, Any]:
    """Return people who are at a site from the first moment."""
    group = {"at": "0 h", "persons": float(round(people))}
    return {"id": f"at_{site}", "of": "person", "station": site, "groups": [group]}


def _station(id_: str, desks: int, per_day: float) -> dict[str, Any]:
    hours = f"{24.0 * desks / per_day:.6f} h"
    law = {"kind": "exponential", "mean": hours}
    return {"id": id_, "servers": desks, "service": law}


def _site(
    id_: str, start: Start, i: int, pace: Array, *, first: bool
) -> dict[str, Any]:
    """Return a site whose desks follow its pace by day."""
    base = float(pace.max())
    station = _station(id_, DESKS, max(base, 1e-3))
    share = start.inside[i] / start.inside.sum()
    if not first:
        room = max(start.room * share, start.inside[i])
        station["room"] = {"persons": float(np.ceil(room)), "full": "wait"}
    steps, last = [], 1.0
    for d, value in enumerate(pace):
        if value <= 0:
            break
        times = base / float(value)
        if abs(times / last - 1.0) > COARSE:
            steps.append({"at": f"{d} d", "times": times})
            last = times
    station["paces"] = steps
    return station
