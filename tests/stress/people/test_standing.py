"""Networks at rest, and what feeding and courses add to them."""

from __future__ import annotations

import fed_networks as nets
import numpy as np
import pytest

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.arrivals import Stream, constant
from steelyard.stress.people.future import Memory, Outcome, run_future
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.standing import KEPT, Standing, Standings, stand

DAYS = 30


def network(**more: object) -> Network:
    return Network.model_validate(
        {
            "start": "2025-01-01",
            "classes": [{"id": "a"}],
            "stations": [
                {
                    "id": "desk",
                    "servers": 9,
                    "service": {"kind": "exponential", "mean": "4 h"},
                }
            ],
            "exits": [{"id": "out"}, {"id": "away"}],
            "routes": [
                {
                    "at": "desk",
                    "ways": [
                        {"to": ["out"], "share": 0.6},
                        {"to": ["away"], "share": 0.2},
                    ],
                }
            ],
            **more,
        }
    )


def outcome(standing: Standing, streams: list[Stream], extra: Extra) -> Outcome:
    tables = standing.under(streams, extra, {})
    return run_future(tables, 4, 11, standing.cohort, Memory())


def same(one: Outcome, other: Outcome) -> bool:
    names = ("inside", "waiting", "stat", "place", "clock", "flow")
    return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)


def test_fed_people_are_as_people_of_the_network_itself() -> None:
    """A stream that is fed gives what the same stream gives in the network's file."""
    rates = [{"at": "0 h", "per_day": 48}]
    own = network(arrivals=[{"id": "in", "of": "a", "station": "desk", "rates": rates}])
    fed = constant("in", "a", "desk", 2.0, 24.0 * DAYS)
    one = outcome(stand(own, Values(), DAYS, 1.0), [], Extra())
    other = outcome(stand(network(), Values(), DAYS, 1.0), [fed], Extra())
    assert one.flow.sum() > 1000
    assert same(one, other)


def test_own_groups_come_at_their_time_beside_fed_people() -> None:
    """Groups of the network and its census keep their stream when others are fed."""
    more = {
        "arrivals": [
            {
                "id": "bus",
                "of": "a",
                "station": "desk",
                "groups": [{"at": "252 h", "persons": 500}],
            }
        ],
        "census": [{"station": "desk", "of": "a", "persons": 7, "age": ["0 h", "3 h"]}],
    }
    standing = stand(network(**more), Values(), DAYS, 1.0)
    fed = [constant(f"f{i}", "a", "desk", 0.01, 24.0 * DAYS) for i in range(3)]
    for streams in ([], fed):
        waiting = outcome(standing, streams, Extra()).waiting[:, 0]
        assert waiting[9] < 20
        assert waiting[10] > 300


def test_a_course_leaves_the_network_at_rest_as_it_was() -> None:
    """What one course adds is not there for the next."""
    standing = stand(network(), Values(), DAYS, 1.0)
    fed = [constant("in", "a", "desk", 3.0, 24.0 * DAYS)]
    before = outcome(standing, fed, Extra())
    added = Extra(
        servers={"desk": np.full(DAYS, 5.0)}, shares={("desk", "out", "away"): 0.5}
    )
    changed = outcome(standing, fed, added)
    assert not same(before, changed)
    assert same(before, outcome(standing, fed, Extra()))


def test_shares_are_normed_and_moved() -> None:
    """Six and two tenths are three to one; half of the three are moved."""
    standing = stand(network(), Values(), DAYS, 1.0)
    moved = Extra(shares={("desk", "out", "away"): 0.5})
    rest = standing.under([], Extra(), {}).branch["below"]
    acted = standing.under([], moved, {}).branch["below"]
    assert np.allclose(rest, [0.75, 1.0])
    assert np.allclose(acted, [0.375, 1.0])


def test_shares_that_are_all_zero_are_refused() -> None:
    ways = [{"to": ["out"], "share": 0.0}, {"to": ["away"], "share": 0.0}]
    nobody = network(routes=[{"at": "desk", "ways": ways}])
    with pytest.raises(ValueError, match="shares from 'desk' are all zero"):
        stand(nobody, Values(), DAYS, 1.0)


def test_groups_cannot_be_fed() -> None:
    stream = Stream(
        "in",
        "a",
        "desk",
        np.array([24.0]),
        np.array([1.0]),
        np.array([3.0]),
        np.array([5]),
    )
    with pytest.raises(ValueError, match="'in' is fed by the day"):
        stand(network(), Values(), DAYS, 1.0).under([stream], Extra(), {})


def test_a_block_is_made_once_and_few_are_kept() -> None:
    """The same futures are the same objects; others are not; old ones are let go."""
    kept = Standings()

    def of(seed: float, k: float = 2.0) -> tuple[Standing, ...]:
        draws = {"beds": np.array([seed, seed + 1.0])}
        return kept.of(nets.network(), nets.QUANTITIES, draws, 2, DAYS, k)

    first = of(100.0)
    assert len(first) == 2
    assert of(100.0) is first
    assert of(100.0, k=4.0) is not first
    assert [s.values.number("beds") for s in of(200.0)] == [200.0, 201.0]
    for seed in range(KEPT):
        of(float(seed))
    assert of(100.0) is not first
