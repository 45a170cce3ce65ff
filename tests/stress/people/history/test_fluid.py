"""The fluid of paces: who is sent away, by whom, until when."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.stress.people import simulate
from steelyard.stress.people.history.fluid import paces
from steelyard.stress.people.history.reception_network import network_of
from steelyard.stress.people.history.start import Start


def start(inside: list[float], abroad: float = 0.0, room: float = 1e9) -> Start:
    return Start(738_000, np.array(inside), abroad, 1000.0, 0.0, 0.0, room)


def test_the_whole_pace_is_kept_while_people_are_there() -> None:
    """Sites that empty leave their part to others: 10,000 at 100 a day, 100 days."""
    table = paces(start([1000.0, 3000.0, 6000.0]), 100.0, np.ones(3), 200)
    busy = table.sum(axis=1) > 0
    assert busy.sum() == 100
    assert table[:30].sum(axis=1) == pytest.approx(np.full(30, 100.0))


def test_the_smaller_site_empties_first() -> None:
    """Equal parts: 1,000 people at a third of 100 a day are gone after 30 days."""
    table = paces(start([1000.0, 3000.0, 6000.0]), 100.0, np.ones(3), 200)
    assert (table[:, 0] > 0).sum() == 30
    assert (table[:, 0] > 0).sum() < (table[:, 1] > 0).sum() < (table[:, 2] > 0).sum()


def test_people_abroad_come_as_there_is_room() -> None:
    """Full sites take in only as many as leave, and all leave in the end."""
    full = start([1000.0], abroad=500.0, room=1000.0)
    table = paces(full, 100.0, np.ones(1), 100)
    assert (table[:, 0] > 0).sum() == 15


def test_the_event_engine_empties_when_the_fluid_does() -> None:
    """With thousands of people the engine's last day is the fluid's, within days."""
    begun = start([2000.0, 4000.0], abroad=1000.0)
    table = paces(begun, 100.0, np.array([1.0, 2.0]), 150)
    network = network_of(begun, ("one", "two"), table)
    result = simulate(network, None, 24.0 * 150, 8, 3)
    inside = result.inside[:, :150, :2].sum(axis=2)
    ends = [int(np.flatnonzero(line > 0.5)[-1]) for line in inside]
    fluid = int(np.flatnonzero(table.sum(axis=1))[-1])
    assert np.mean(ends) == pytest.approx(fluid, abs=3)
