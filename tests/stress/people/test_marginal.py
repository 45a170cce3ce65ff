"""What a little more of each resource would change."""

from __future__ import annotations

import fed_networks as nets
import numpy as np

from steelyard.stress.people.marginal import marginal, resources


def test_families_are_one_resource() -> None:
    """Stations alike up to the first full stop are made larger together."""
    found = {r.id: r for r in resources(nets.network())}
    assert set(found) == {"servers.desk", "room.house", "seats.bus"}
    assert found["servers.desk"].places == ("desk.north",)


def test_gains() -> None:
    """More room takes in those who found none; more of what is idle changes nothing."""
    gains = {
        g.resource.id: g
        for g in marginal(
            nets.model(),
            nets.river(60.0, 3),
            nets.draws(3),
            {},
            futures=np.arange(3),
            seed=5,
            cohort=2.0,
        )
    }
    room = gains["room.house"]
    assert room.per == 100.0
    assert (room.change["people.mean.homes"] > 0).all()
    assert (room.change["people.care_breaches"] <= 0).all()
    assert not gains["seats.bus"].change["people.wait.desks"].any()
