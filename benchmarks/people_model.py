"""The benchmark's network: six stations, three classes, a million people a year."""

from __future__ import annotations

import math
from typing import Any

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Arrivals
from steelyard.stress.people.build import build
from steelyard.stress.people.engine.work import Tables

YEAR = 8760.0
PER_DAY = {"a": 1400.0, "b": 900.0, "c": 440.0}
PER_HOUR = sum(PER_DAY.values()) / 24
SERVERS = {"intake": 12, "screen": 20, "medical": 5, "interview": 48, "release": 8}
ROOM = 12
"""Hard room of `medical`: who does not fit in keeps a server of `screen`."""
HOURS = {
    "intake": 4 / 60,
    "screen": 8 / 60,
    "medical": 6 / 60,
    "interview": 20 / 60,
    "hold": 6.0,
    "release": 3 / 60,
}
TO_MEDICAL, TO_HOLD = 0.3, 0.5
PROFILE = [1 + 0.5 * math.sin(2 * math.pi * h / 24) for h in range(24)]
EVENTS_PER_PERSON = 5 + TO_MEDICAL + TO_HOLD
"""Arrival, and a completion at each station passed."""


def six_stations(**arrivals: Any) -> Network:
    """Return the network; all services are exponential, as the peers' are."""
    stations: list[dict[str, Any]] = [
        {"id": s, "service": {"kind": "exponential", "mean": f"{60 * hours:g} min"}}
        for s, hours in HOURS.items()
    ]
    for station in stations:
        if station["id"] in SERVERS:
            station["servers"] = SERVERS[station["id"]]
        if station["id"] == "medical":
            station["room"] = {"persons": ROOM}
    ways: dict[str, list[tuple[float, str]]] = {
        "intake": [(1.0, "screen")],
        "screen": [(TO_MEDICAL, "medical"), (1 - TO_MEDICAL, "interview")],
        "medical": [(1.0, "interview")],
        "interview": [(TO_HOLD, "hold"), (1 - TO_HOLD, "release")],
        "hold": [(1.0, "release")],
        "release": [(1.0, "out")],
    }
    return Network.model_validate(
        {
            "classes": [{"id": c} for c in PER_DAY],
            "stations": stations,
            "exits": [{"id": "out"}],
            "routes": [
                {"at": s, "ways": [{"share": p, "to": [to]} for p, to in branches]}
                for s, branches in ways.items()
            ],
            "arrivals": [
                {
                    "id": c,
                    "of": c,
                    "station": "intake",
                    "rates": [{"at": "0 h", "per_day": n}],
                    **({"hours": PROFILE} | arrivals),
                }
                for c, n in PER_DAY.items()
            ],
        }
    )


def queue() -> Network:
    """Return one station of five servers at nine tenths of its load."""
    return Network.model_validate(
        {
            "classes": [{"id": "a"}],
            "stations": [
                {
                    "id": "desk",
                    "servers": 5,
                    "service": {"kind": "exponential", "mean": "1 h"},
                }
            ],
            "exits": [{"id": "out"}],
            "routes": [{"at": "desk", "ways": [{"to": ["out"]}]}],
            "arrivals": [
                {
                    "id": "a",
                    "of": "a",
                    "station": "desk",
                    "rates": [{"at": "0 h", "per_day": 108}],
                }
            ],
        }
    )


def tables(network: Network, hours: float) -> Tables:
    """Compile for the kernel, without series."""
    arrivals = Arrivals.of(network, Values(), hours)
    return build(network, arrivals, Values(), (hours, 0.0, 0.0))
