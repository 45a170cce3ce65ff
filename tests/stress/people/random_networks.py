"""Random networks that use every part of the format."""

from __future__ import annotations

from random import Random
from typing import Any

from steelyard.casebook.schema.network import Network

CLASSES = ("a", "b", "c")


def law(rng: Random) -> dict[str, Any]:
    """Return a random law of a mean of an hour or so."""
    mean = f"{rng.uniform(0.2, 2):.2f} h"
    return rng.choice(
        [
            {"kind": "fixed", "mean": mean},
            {"kind": "exponential", "mean": mean},
            {"kind": "lognormal", "mean": mean, "cv": rng.uniform(0.3, 2)},
            {"kind": "gamma", "mean": mean, "cv": rng.uniform(0.3, 2)},
            {
                "kind": "phases",
                "start": [0.5, 0.5],
                "means": [mean, "10 min"],
                "moves": [[0.2, 0.3], [0.4, 0.0]],
            },
            {"kind": "empirical", "values": ["10 min", mean, "3 h"]},
            {"kind": "quantiles", "at": [0, 0.5, 1], "values": ["0 h", mean, "4 h"]},
        ]
    )


def room(rng: Random) -> dict[str, Any] | None:
    """Return a random room, or none."""
    if rng.random() < 0.4:
        return None
    full = rng.choice(["wait", "lose", "exceed"])
    return {"persons": rng.randint(1, 12), "full": full}


def station(rng: Random, name: str) -> dict[str, Any]:
    """Return a random station."""
    row: dict[str, Any] = {"id": name, "service": law(rng), "room": room(rng)}
    if rng.random() < 0.8:
        row["servers"] = rng.randint(1, 4)
    if rng.random() < 0.3:
        row["shifts"] = [{"begins": "08:00", "ends": "02:00", "servers": 2}]
    if rng.random() < 0.3:
        row["service_of"] = {"b": law(rng)}
    if rng.random() < 0.4:
        row["priority"] = rng.sample(CLASSES, rng.randint(1, 3))
    if rng.random() < 0.4:
        row["patience"] = law(rng)
        row["gives_up_to"] = "left"
    if rng.random() < 0.3:
        row["blocking"] = "before"
    elif rng.random() < 0.3:
        row["crowding"] = [[1, 1.0], [5, 0.5]]
    if rng.random() < 0.3:
        row["care"] = {"floor": rng.randint(10, 40)}
        row["paces"] = [{"at": "20 h", "times": 1.5}]
    return row


def routes(rng: Random, names: list[str]) -> list[dict[str, Any]]:
    """Return routes that lead forward, in part by rules and with new classes."""
    rows: list[dict[str, Any]] = []
    for i, name in enumerate(names):
        later = [*names[i + 1 :], "out"]
        share = round(rng.uniform(0.1, 0.9), 3)
        several = rng.sample(later, min(len(later), rng.randint(1, 3)))
        first: dict[str, Any] = {"share": share, "to": several}
        if len(several) > 1:
            first["rule"] = rng.choice(["in_order", "least_loaded", "free_room"])
        if rng.random() < 0.3:
            first["becomes"] = rng.choice(CLASSES)
        ways = [first, {"share": round(1 - share, 3), "to": [later[0]]}]
        rows.append({"at": name, "ways": ways})
    return rows


def random_network(seed: int) -> Network:
    """Return the random network of a seed."""
    rng = Random(seed)
    names = [f"s{i}" for i in range(rng.randint(1, 4))]
    stations = [station(rng, name) for name in names]
    places = [*names]
    data: dict[str, Any] = {
        "classes": [{"id": c} for c in CLASSES],
        "stations": stations,
        "exits": [{"id": "out"}, {"id": "left"}],
        "standards": [{"id": "floor", "per_person": 3.5}],
        "clocks": [
            {"id": "day", "limit": "8 h", "starts": [names[0]], "stops": ["out"]}
        ],
        "arrivals": [
            {
                "id": c,
                "of": c,
                "station": "s0",
                "rates": [{"at": "0 h", "per_day": rng.uniform(5, 60)}],
            }
            for c in CLASSES
        ],
    }
    data["arrivals"][0]["groups"] = [{"at": "3 h", "persons": 7, "every": "13 h"}]
    if rng.random() < 0.5:
        places.append("bus")
        data["links"] = [
            {
                "id": "bus",
                "every": "4 h",
                "seats": rng.randint(1, 9),
                "travel": "90 min",
                "at_least": 1,
                "cancelled": 0.2,
                "room": room(rng),
            }
        ]
    data["routes"] = routes(rng, places)
    if rng.random() < 0.5:
        data["surges"] = [
            {
                "id": "help",
                "station": names[-1],
                "above": 4,
                "below": 1,
                "lead": "2 h",
                "ramp": "3 h",
                "steps": 3,
                "servers": 3,
                "room": 6,
            }
        ]
    if rng.random() < 0.4:
        data["closures"] = [{"station": "s0", "begins": "10 h", "ends": "14 h"}]
    if rng.random() < 0.4:
        up, down = {"kind": "exponential", "mean": "20 h"}, law(rng)
        data["outages"] = [{"id": "o", "station": "s0", "up": up, "down": down}]
    if stations[0]["room"] is None:
        data["census"] = [
            {
                "station": "s0",
                "of": "b",
                "persons": 6,
                "age": ["0 h", "3 h"],
                "longer": "2 h",
            }
        ]
    return Network.model_validate(data)
