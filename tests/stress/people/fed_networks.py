"""Small networks that a flow feeds."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.network import Network
from steelyard.stress.people.course import PeopleModel
from steelyard.stress.people.feeds import Fed

DAYS = 120


def quantity(value: float, unit: str, **more: Any) -> Quantity:
    return Quantity(value=value, unit=unit, basis="measured", source=("s",), **more)


QUANTITIES = {
    "desks": quantity(3, "person"),
    "talk": quantity(1, "hour"),
    "beds": quantity(300, "bed"),
    "stay": quantity(10, "day"),
    "more_beds": quantity(100, "bed"),
    "more_desks": quantity(3, "person"),
    "sooner": quantity(-0.5, "ratio"),
    "bus": quantity(40, "person/day"),
    "half": quantity(0.5, "ratio"),
    "goes_in": quantity(0.9, "ratio"),
    "goes_away": quantity(0.1, "ratio"),
    "floor": quantity(700, "m**2"),
    "tent_floor": quantity(3.5, "m**2/bed"),
    "per_head": quantity(3.5, "m**2/person"),
}

NETWORK: dict[str, Any] = {
    "start": "2025-01-01",
    "classes": [{"id": "all"}],
    "standards": [{"id": "floor", "per_person": "per_head"}],
    "stations": [
        {
            "id": "desk.north",
            "servers": "desks",
            "service": {"kind": "exponential", "mean": "talk"},
        },
        {
            "id": "house",
            "room": {"persons": "beds"},
            "service": {"kind": "exponential", "mean": "stay"},
            "care": {"floor": "floor"},
        },
    ],
    "links": [
        {
            "id": "bus",
            "every": "24 h",
            "first": "8 h",
            "seats": 40,
            "travel": "2 h",
        }
    ],
    "exits": [{"id": "home"}, {"id": "away"}, {"id": "no_bed"}],
    "routes": [
        {
            "at": "desk.north",
            "ways": [
                {"share": "goes_in", "to": ["house", "no_bed"]},
                {"share": "goes_away", "to": ["away"]},
            ],
        },
        {"at": "house", "ways": [{"to": ["bus"]}]},
        {"at": "bus", "ways": [{"to": ["home"]}]},
    ],
    "clocks": [
        {"id": "day", "limit": "24 h", "starts": ["desk.north"], "stops": ["house"]}
    ],
    "groups": [
        {"id": "desks", "title": "Desks", "stations": ["desk.north"]},
        {"id": "homes", "title": "Homes", "stations": ["house"]},
        {"id": "buses", "title": "Buses", "stations": ["bus"]},
    ],
    "feeds": [
        {
            "flow": "river",
            "stations": {"bank": "desk.north"},
            "classes": {"anyone": "all"},
        }
    ],
    "outcomes": {"homeward": ["home"]},
    "levers": [
        {"on": "tents", "what": "room", "at": ["house"], "amount": ["more_beds"]},
        {
            "on": "tents",
            "what": "care",
            "at": ["house"],
            "standard": "floor",
            "amount": ["more_beds", "tent_floor"],
        },
        {
            "on": "clerks",
            "what": "servers",
            "at": ["desk.north"],
            "amount": ["more_desks"],
        },
        {"on": "judges", "what": "time", "at": ["house"], "amount": ["sooner"]},
        {"on": "coaches", "what": "seats", "at": ["bus"], "amount": ["bus"]},
        {
            "on": "atd",
            "what": "share",
            "at": ["desk.north"],
            "of": "house",
            "to": "away",
            "amount": ["half"],
        },
    ],
}


def network(**changes: Any) -> Network:
    return Network.model_validate({**NETWORK, **changes})


def model(**changes: Any) -> PeopleModel:
    return PeopleModel(network(**changes), QUANTITIES, "2025-01-01", "2025-05-01")


def river(per_day: float, futures: int = 2, days: int = DAYS) -> dict[str, Fed]:
    people = np.full((futures, days, 1, 1), per_day)
    return {"river": Fed(("bank",), ("anyone",), people)}


def draws(futures: int = 2) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    return {name: np.full(futures, q.value) for name, q in QUANTITIES.items()}


def always(level: float = 1.0, futures: int = 2) -> Any:
    return np.full((futures, DAYS), level)
