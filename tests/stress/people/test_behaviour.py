"""What stations, links, surges and clocks do, in cases that can be worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from steelyard.casebook.schema.network import Network
from steelyard.stress.people import Arrivals, PeopleResult, Stream, simulate

HOUR = {"kind": "fixed", "mean": "1 h"}


def case(stations: list[dict[str, Any]], **more: Any) -> Network:
    names = [s["id"] for s in stations]
    data: dict[str, Any] = {
        "start": "2025-01-06",
        "classes": [{"id": "a"}, {"id": "b"}],
        "stations": [{"service": HOUR} | s for s in stations],
        "exits": [{"id": "out"}, {"id": "gone"}],
        "routes": [
            {"at": x, "ways": [{"to": [y]}]}
            for x, y in zip(names, [*names[1:], "out"], strict=True)
        ],
    } | more
    return Network.model_validate(data)


def groups(*rows: tuple[str, str, float, int]) -> Arrivals:
    """Groups of (class, station, hour, persons)."""
    return Arrivals(
        tuple(
            Stream(
                f"{i}",
                of,
                station,
                np.zeros(0),
                np.zeros(0),
                np.array([at]),
                np.array([n]),
            )
            for i, (of, station, at, n) in enumerate(rows)
        )
    )


def run(
    net: Network, arrivals: Arrivals, hours: float = 48.0, **more: Any
) -> PeopleResult:
    return simulate(net, arrivals, hours, 1, 7, bin_hours=more.pop("bin", 1.0), **more)


def test_queue_in_turn() -> None:
    """Four people, one server, an hour each: waits of 0, 1, 2 and 3 hours."""
    result = run(case([{"id": "s", "servers": 1}]), groups(("a", "s", 0.5, 4)))
    stat = result.stat[0, 0, 0]
    assert stat["wait_sum"] == 6
    assert stat["wait_most"] == 3
    assert stat["area"] == 1 + 2 + 3 + 4
    assert result.place_stat[0, 0]["peak"] == 4
    assert result.place_stat[0, 0]["queue_peak"] == 3
    assert list(result.waiting[0, :5, 0]) == [3, 2, 1, 0, 0]


def test_shifts() -> None:
    """Nobody is served outside of shifts; at the start of one, all servers begin."""
    shifts = [{"begins": "08:00", "ends": "12:00", "servers": 2, "days": ["tue"]}]
    net = case([{"id": "s", "shifts": shifts}])
    result = run(net, groups(("a", "s", 1.0, 4)))
    assert result.stat[0, 0, 0]["wait_sum"] == 2 * 31 + 2 * 32
    assert result.place_stat[0, 0]["duty_area"] == 8


def test_night_shift_runs_over_midnight() -> None:
    """A shift from 22:00 to 06:00 stands at midnight of the first day."""
    net = case(
        [{"id": "s", "shifts": [{"begins": "22:00", "ends": "06:00", "servers": 1}]}]
    )
    result = run(net, groups(("a", "s", 0.0, 7)), 24.0)
    assert result.stat[0, 0, 0]["waits"] == 6 + 1


def test_priority() -> None:
    """Of those who wait, the class named first is served first."""
    net = case([{"id": "s", "servers": 1, "priority": ["b"]}])
    result = run(net, groups(("a", "s", 0.0, 3), ("b", "s", 0.5, 2)))
    assert result.stat[0, 0, 1]["wait_sum"] == 0.5 + 1.5
    assert result.stat[0, 0, 0]["wait_sum"] == 0 + 3 + 4


def test_humane_and_physical_room() -> None:
    """Person-hours above either room are counted apart."""
    net = case(
        [{"id": "s", "room": {"persons": 8, "full": "exceed"}, "care": {"floor": 21}}],
        standards=[{"id": "floor", "per_person": 3.5}],
    )
    result = run(net, groups(("a", "s", 1.0, 10)))
    place = result.place_stat[0, 0]
    assert place["over_room"] == 2
    assert place["over_humane"] == 4
    assert place["hours_over_humane"] == 1


def test_turned_away() -> None:
    """Those who come to a full room that loses are gone."""
    net = case([{"id": "s", "room": {"persons": 3, "full": "lose"}}])
    result = run(net, groups(("a", "s", 1.0, 5)))
    assert result.stat[0, 0, 0]["lost"] == 2
    assert result.stations()[0]["lost"] == 2


def test_overflow_order() -> None:
    """The first station with room takes people; the last takes the rest."""
    room = {"persons": 2, "full": "wait"}
    net = case(
        [
            {"id": "door", "service": {"kind": "fixed", "mean": "1 min"}},
            {"id": "x", "room": room},
            {"id": "y", "room": room},
            {"id": "z"},
        ],
        routes=[
            {"at": "door", "ways": [{"to": ["x", "y", "z"]}]},
            *({"at": s, "ways": [{"to": ["out"]}]} for s in "xyz"),
        ],
    )
    result = run(net, groups(("a", "door", 0.0, 9)))
    assert list(result.stat["entries"][0, 1:4, 0]) == [2, 2, 5]


def test_least_loaded_and_free_room() -> None:
    """People are spread by load for weight; by free room, none to a full place."""
    net = case(
        [
            {"id": "door", "service": {"kind": "fixed", "mean": "1 min"}},
            {"id": "x"},
            {"id": "y"},
        ],
        routes=[
            {
                "at": "door",
                "ways": [{"to": ["x", "y"], "rule": "least_loaded", "weights": [2, 1]}],
            },
            *({"at": s, "ways": [{"to": ["out"]}]} for s in "xy"),
        ],
    )
    result = run(net, groups(("a", "door", 0.0, 9)))
    assert list(result.stat["entries"][0, 1:3, 0]) == [6, 3]
    data = net.model_dump()
    data["routes"][0]["ways"] = [{"to": ["x", "y"], "rule": "free_room"}]
    data["stations"][1]["room"] = {"persons": 3, "full": "wait"}
    data["stations"][2]["room"] = {"persons": 6, "full": "wait"}
    result = run(Network.model_validate(data), groups(("a", "door", 0.0, 9)))
    assert list(result.stat["entries"][0, 1:3, 0]) == [3, 6]


def test_new_class() -> None:
    """A way may change the class, and the class then sets the service."""
    net = case(
        [
            {"id": "s"},
            {"id": "t", "service_of": {"b": {"kind": "fixed", "mean": "5 h"}}},
        ],
        routes=[
            {"at": "s", "ways": [{"to": ["t"], "becomes": "b"}]},
            {"at": "t", "ways": [{"to": ["out"]}]},
        ],
    )
    result = run(net, groups(("a", "s", 0.0, 3)))
    assert result.stat[0, 1, 1]["stay_sum"] == 15
    assert result.exits()[0]["hours_in_network"] == 6


def test_patience() -> None:
    """Those whose patience ends leave the queue for where they give up to."""
    net = case(
        [
            {
                "id": "s",
                "servers": 1,
                "patience": {"kind": "fixed", "mean": "90 min"},
                "gives_up_to": "gone",
            }
        ]
    )
    result = run(net, groups(("a", "s", 0.0, 4)))
    assert result.stat[0, 0, 0]["abandoned"] == 2
    assert [row["persons_mean"] for row in result.exits()] == [2, 2]
    assert result.exits()[1]["hours_in_network"] == 1.5


def test_link() -> None:
    """A bus leaves on time with as many as it seats, or not for too few."""
    net = case(
        [{"id": "s", "service": {"kind": "fixed", "mean": "1 min"}}],
        links=[
            {"id": "bus", "every": "4 h", "first": "2 h", "seats": 3, "at_least": 2,
             "travel": "1 h"},
        ],
        routes=[
            {"at": "s", "ways": [{"to": ["bus"]}]},
            {"at": "bus", "ways": [{"to": ["out"]}]},
        ],
    )  # fmt: skip
    result = run(net, groups(("a", "s", 0.0, 7)), 24.0)
    row = result.links()[0]
    assert row["id"] == "bus"
    assert (row["departures"], row["too_few"], row["seats_used"]) == (2, 4, 6)
    assert result.exits()[0]["persons_mean"] == 6


def test_cancelled_departures() -> None:
    """The share of departures that are cancelled is what it should be."""
    net = case(
        [{"id": "s"}],
        links=[{"id": "bus", "every": "1 h", "seats": 5, "at_least": 0,
                "cancelled": 0.3, "travel": "1 h"}],
        routes=[
            {"at": "s", "ways": [{"to": ["bus"]}]},
            {"at": "bus", "ways": [{"to": ["out"]}]},
        ],
    )  # fmt: skip
    place = run(net, groups(("a", "s", 0.0, 7)), 20000.0, bin=0.0).place_stat[0, 1]
    assert place["cancelled"] / 20001 == pytest.approx(0.3, abs=0.02)


def test_clock() -> None:
    """A clock counts persons and person-hours over its limit, stopped or not."""
    net = case(
        [{"id": "s", "servers": 1}],
        clocks=[{"id": "k", "limit": "2 h", "starts": ["s"], "stops": ["out"]}],
    )
    result = run(net, groups(("a", "s", 0.0, 8)), 4.5)
    row = result.clocks()[0]
    assert (row["stopped"], row["running"]) == (4, 4)
    assert row["breaches"] == 2 + 4
    assert row["breach_hours"] == 1 + 2 + 4 * 2.5


def test_surge() -> None:
    """Help is called at its level, comes late, grows, and is withdrawn."""
    net = case(
        [{"id": "s", "servers": 1}],
        surges=[
            {"id": "help", "station": "s", "above": 6, "below": 1, "lead": "2 h",
             "ramp": "1 h", "steps": 2, "servers": 4},
        ],
    )  # fmt: skip
    result = run(net, groups(("a", "s", 0.0, 6)))
    assert result.surges()[0]["called"] == 1
    # At 2 h two more servers, at 3 h four: 0, 1, then 2+2+2 at two, then the sixth.
    assert result.stat[0, 0, 0]["wait_sum"] == 0 + 1 + 2 + 2 + 2 + 3
    assert result.surges()[0]["hours"] == 1


def test_closure() -> None:
    """A closed station serves nobody, and finishes whom it has begun with."""
    net = case(
        [{"id": "s", "servers": 1}],
        closures=[{"station": "s", "begins": "30 min", "ends": "10 h"}],
    )
    result = run(net, groups(("a", "s", 0.0, 2)))
    assert result.stat[0, 0, 0]["stay_sum"] == 1 + 11


def test_outage() -> None:
    """Over a long time, a station is down for the share that its laws give."""
    net = case(
        [{"id": "s", "servers": 1, "service": {"kind": "fixed", "mean": "1 min"}}],
        outages=[
            {"id": "o", "station": "s", "up": {"kind": "exponential", "mean": "9 h"},
             "down": {"kind": "exponential", "mean": "3 h"}},
        ],
    )  # fmt: skip
    every = Arrivals(
        (
            Stream("x", "a", "s", np.array([40000.0]), np.array([2.0]), np.zeros(0),
                   np.zeros(0, np.int64)),
        )
    )  # fmt: skip
    result = run(net, every, 40000.0, bin=0.0)
    # Whoever comes while it is down (one in four) waits for three hours more.
    assert result.mean_wait()[0, 0] == pytest.approx(0.75, rel=0.1)


def test_pace() -> None:
    """From some time on services take longer."""
    net = case([{"id": "s", "paces": [{"at": "2 h", "times": 3}]}])
    result = run(net, groups(("a", "s", 0.0, 1), ("a", "s", 5.0, 1)))
    assert result.stat[0, 0, 0]["stay_sum"] == 1 + 3


def test_census() -> None:
    """People who are there at the start have stayed, and their clocks run."""
    net = case(
        [{"id": "s", "service": {"kind": "fixed", "mean": "10 h"}}],
        census=[{"station": "s", "of": "a", "persons": 2, "age": ["4 h", "8 h"],
                 "longer": "1 h"}],
        clocks=[{"id": "k", "limit": "9 h", "starts": ["s"], "stops": ["out"]}],
    )  # fmt: skip
    result = run(net, Arrivals(()))
    assert result.inside[0, :6, 0] == pytest.approx([2, 2, 2, 1, 1, 0])
    assert result.clocks()[0]["breach_hours"] == 2
    assert result.exits()[0]["hours_in_network"] == 11


def test_records(tmp_path: Path) -> None:
    """Full records go to Parquet, one row a visit."""
    net = case([{"id": "s", "servers": 1}, {"id": "t"}])
    result = run(net, groups(("a", "s", 0.5, 3)), records=True)
    result.write_records(tmp_path / "visits.parquet")
    table = pq.read_table(tmp_path / "visits.parquet").to_pylist()
    assert len(table) == 6
    assert table[0]["place"] == "s"
    assert table[0]["next"] == "t"
    assert sorted(r["begun_h"] for r in table if r["place"] == "s") == [0.5, 1.5, 2.5]
    assert {r["next"] for r in table if r["place"] == "t"} == {"out"}


def test_warm_up_is_not_counted() -> None:
    """What happens before the end of the warm-up is in the series alone."""
    net = case([{"id": "s", "servers": 1}])
    arrivals = groups(("a", "s", 0.0, 2), ("a", "s", 20.0, 1))
    result = run(net, arrivals, 30.0, warm_up=10.0)
    assert result.stat[0, 0, 0]["entries"] == 1
    assert result.stat[0, 0, 0]["wait_sum"] == 0
    assert result.entries[0, :, 0].sum() == 3
    assert result.mean_inside()[0, 0] == pytest.approx(1 / 20)
    assert result.inside[0, 0, 0] == pytest.approx(2)
    assert int(result.sketch[0].sum()) == 2
