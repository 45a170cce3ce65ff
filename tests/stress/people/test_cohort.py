"""Tables of thinned cohorts."""

from __future__ import annotations

import fed_networks as nets
import numpy as np

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people import simulate
from steelyard.stress.people.engine.layout import DEPART, DUTY, PACE, ROOM
from steelyard.stress.people.future import Memory, run_future
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.standing import stand

SHIFTS = {
    "start": "2025-01-06",
    "classes": [{"id": "a"}],
    "stations": [
        {
            "id": "desk",
            "shifts": [
                {"begins": "08:00", "ends": "16:00", "servers": 7},
                {"begins": "16:00", "ends": "08:00", "servers": 3},
            ],
            "service": {"kind": "gamma", "mean": "2 h", "cv": 0.7},
        }
    ],
    "links": [{"id": "bus", "every": "5 h", "seats": 13, "travel": "1 h"}],
    "exits": [{"id": "out"}],
    "routes": [
        {"at": "desk", "ways": [{"to": ["bus"]}]},
        {"at": "bus", "ways": [{"to": ["out"]}]},
    ],
    "census": [{"station": "desk", "of": "a", "persons": 9, "age": ["0 h", "3 h"]}],
    "arrivals": [
        {
            "id": "in",
            "of": "a",
            "station": "desk",
            "rates": [{"at": "0 h", "per_day": 50}],
        }
    ],
}


def test_a_whole_cohort_is_the_plain_engine() -> None:
    """With one person for one and nothing added, results are those of `simulate`."""
    network = Network.model_validate(SHIFTS)
    plain = simulate(network, None, 20 * 24.0, 3, 9)
    tables = stand(network, Values(), 20, 1.0).under([], Extra(), {})
    for r in range(3):
        outcome = run_future(tables, r, 9, 1.0, Memory())
        assert np.array_equal(outcome.inside, plain.inside.reshape(3, 20, -1)[r])


def test_servers_over_service_is_kept() -> None:
    """Servers are rounded, and their pace makes up for it, on every shift."""
    network = Network.model_validate(SHIFTS)
    tables = stand(network, Values(), 2, 4.0).under([], Extra(), {})
    timeline = tables.timeline
    row = tables.station[0]
    assert (row["duty"], round(float(row["pace"]), 6)) == (1, round(4 / 3, 6))
    duty = timeline[timeline["kind"] == DUTY]["value"]
    pace = timeline[timeline["kind"] == PACE]["value"]
    assert set(duty) == {1.0, 2.0}
    assert {round(float(d / (4 * p)), 6) for d, p in zip(duty, pace, strict=True)} <= {
        round(0.25 * 7 / 4, 6),
        round(0.25 * 3 / 4, 6),
    }


def test_seats_add_up() -> None:
    """Rounded seats never stray from the exact sum by more than a half."""
    network = Network.model_validate(SHIFTS)
    tables = stand(network, Values(), 30, 4.0).under([], Extra(), {})
    seats = tables.timeline[tables.timeline["kind"] == DEPART]
    exact = 13 / 4 * np.arange(1, len(seats) + 1)
    assert np.abs(np.cumsum(seats["value"]) - exact).max() <= 0.5


def test_room_follows_its_days() -> None:
    """Added room is in the timeline on the day that it changes."""
    network = nets.network()
    more = np.zeros(10)
    more[4:] = 50
    extra = Extra(room={"house": more})
    standing = stand(network, Values(nets.QUANTITIES), 10, 1.0)
    tables = standing.under([], extra, {})
    rooms = tables.timeline[tables.timeline["kind"] == ROOM]
    assert [(r["at"], r["value"]) for r in rooms] == [(96.0, 350.0)]
    plain = standing.under([], Extra(), {})
    assert not (plain.timeline["kind"] == ROOM).any()
