"""The verb: arguments, workers, growth, cancelling, pairing."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people import (
    CancelledRunError,
    PeopleResult,
    difference,
    simulate,
)
from steelyard.stress.people import run as running
from steelyard.stress.people.engine.work import Sizes, Tables


def network(servers: int = 4, **more: Any) -> Network:
    return Network.model_validate(
        {
            "classes": [{"id": "a"}],
            "stations": [
                {
                    "id": "s",
                    "servers": servers,
                    "service": {"kind": "exponential", "mean": "1 h"},
                },
                {
                    "id": "t",
                    "servers": 9,
                    "service": {"kind": "lognormal", "mean": "2 h", "cv": 1.0},
                },
            ],
            "exits": [{"id": "out"}],
            "routes": [
                {"at": "s", "ways": [{"to": ["t"]}]},
                {"at": "t", "ways": [{"to": ["out"]}]},
            ],
            "clocks": [{"id": "k", "limit": "6 h", "starts": ["s"], "stops": ["out"]}],
            "arrivals": [
                {
                    "id": "in",
                    "of": "a",
                    "station": "s",
                    "rates": [{"at": "0 h", "per_day": 84}],
                }
            ],
        }
        | more
    )


def run(net: Network, replications: int = 40, **more: Any) -> PeopleResult:
    return simulate(net, None, 500.0, replications, 11, **more)


@pytest.mark.parametrize(
    ("argument", "value", "says"),
    [
        ("horizon", -1.0, "horizon must be above 0 hours, not -1"),
        ("horizon", float("nan"), "horizon must be above 0 hours, not nan"),
        ("replications", 0, "replications must be at least 1, not 0"),
        ("seed", -1, "seed must be from 0"),
        ("bin_hours", -1.0, "bin_hours must be at least 0"),
        ("warm_up", 500.0, "warm_up must be from 0 to the horizon"),
    ],
)
def test_refuses(argument: str, value: float, says: str) -> None:
    """Arguments out of their range are named."""
    arguments: dict[str, Any] = {"horizon": 500.0, "replications": 1, "seed": 1}
    with pytest.raises(ValueError, match=says):
        simulate(network(), None, **(arguments | {argument: value}))


def test_unknown_quantity() -> None:
    """A quantity that is not at hand is an error, never a guess."""
    data = network().model_dump()
    data["stations"][0]["servers"] = "desks"
    with pytest.raises(KeyError, match="desks"):
        simulate(Network.model_validate(data), None, 10.0, 1, 1, values=Values())


def test_seeds_and_replications_differ() -> None:
    """Each replication and each seed has its own luck; the same has the same."""
    one, two = run(network(), 3), simulate(network(), None, 500.0, 3, 12)
    sums = one.stat["stay_sum"][:, 0, 0]
    assert len(set(sums)) == 3
    assert not set(sums) & set(two.stat["stay_sum"][:, 0, 0])
    assert run(network(), 5).stat[:3].tobytes() == one.stat.tobytes()


def test_pairing_cuts_variance() -> None:
    """One server more: with common luck the difference is far less noisy."""
    old, new = run(network()), run(network(5))
    rows = {row["measure"]: row for row in difference(new, old)}
    wait = rows["s.wait"]
    assert wait["difference"] < 0
    assert abs(wait["difference"]) > 5 * wait["standard_error"]
    assert rows["t.inside"]["variance_cut"] > 5
    assert rows["k.breaches"]["difference"] < 0


def test_no_difference_to_itself() -> None:
    """A network differs from itself by exactly nothing."""
    for row in difference(run(network()), run(network(), workers=1)):
        assert row["difference"] in (0.0, None)
        assert row["standard_error"] in (0.0, None)


def test_another_station_leaves_the_luck_of_others() -> None:
    """A station more changes nobody's draws elsewhere."""
    data = network().model_dump()
    data["stations"] = [
        {"id": "b", "service": {"kind": "fixed", "mean": "1 h"}},
        *data["stations"],
    ]
    data["routes"] = [*data["routes"], {"at": "b", "ways": [{"to": ["out"]}]}]
    wider = run(Network.model_validate(data))
    assert wider.stat[:, 1:].tobytes() == run(network()).stat.tobytes()


def test_difference_needs_one_seed() -> None:
    """Runs that do not share their luck cannot be paired."""
    with pytest.raises(ValueError, match="one seed"):
        difference(run(network(), 3), run(network(), 4))


def test_tables_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that overflow are doubled, and the result is the same to the bit."""
    whole = run(network(), 20, records=True)

    def tiny(tables: Tables, *, records: bool) -> Sizes:
        return Sizes(2, 2, 0, 2 if records else 0)

    monkeypatch.setattr(running, "first_sizes", tiny)
    grown = run(network(), 20, records=True)
    for name in ("stat", "place_stat", "clock_stat", "records", "sketch", "inside"):
        assert getattr(grown, name).tobytes() == getattr(whole, name).tobytes()


def test_progress_and_cancel() -> None:
    """Progress adds up to all replications; a cancelled run raises."""
    done: list[int] = []
    run(network(), 50, progress=done.append)
    assert sum(done) == 50
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledRunError):
        run(network(), cancel=stop)


def test_cancel_in_the_middle() -> None:
    """A run that is cancelled on its way stops at the next chunk."""
    stop = threading.Event()
    done: list[int] = []

    def progress(n: int) -> None:
        done.append(n)
        stop.set()

    with pytest.raises(CancelledRunError):
        run(network(), 400, progress=progress, cancel=stop, workers=2)
    assert sum(done) < 400


def test_tables_for_readers() -> None:
    """The tables say what the arrays hold."""
    result = run(network())
    row = result.stations()[0]
    assert row["p5"] < row["mean"] < row["p95"]
    assert row["utilisation"] == pytest.approx(3.5 / 4, abs=0.05)
    assert row["mean"] == pytest.approx(np.mean(result.inside[:, :, 0]), rel=0.03)
    assert result.exits()[0]["persons_mean"] == pytest.approx(1750, rel=0.02)
    assert result.time_quantile("stay", "s", 0.5) < result.time_quantile(
        "stay", "s", 0.9, of="a"
    )
    # Twenty whole days: the rest of the horizon fills no bin.
    assert result.entries.shape[1] == 20
    assert result.entries.sum(axis=1)[:, 0].mean() == pytest.approx(1680, rel=0.03)
