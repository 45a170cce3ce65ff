"""Nobody appears from nowhere, is lost or is in two places."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import random_network

from steelyard.casebook.schema.network_check import check_network
from steelyard.casebook.schema.network_values import Values
from steelyard.casebook.yamlfile import Document
from steelyard.stress.people import PeopleResult, simulate
from steelyard.stress.people.engine.layout import NONE, UNLIMITED

HERE = Path(__file__).parent
HOURS = 48.0


def totals(result: PeopleResult) -> None:
    """Who came is gone, turned away, inside or waiting outside."""
    stations = len(result.names.stations)
    came = result.entries.sum(axis=1)
    stat = result.stat
    assert (stat["n"] >= 0).all()
    inside = stat["n"][:, :stations].sum(axis=2)
    left = stat["stays"][:, :stations].sum(axis=2)
    census = inside + left - stat["entries"][:, :stations].sum(axis=2)
    assert (census >= 0).all()
    assert (census == census[0]).all()
    gone = came[:, stations:].sum(axis=1)
    assert (gone == stat["stays"][:, stations:].sum(axis=(1, 2))).all()
    flows = result.flow.sum(axis=1)
    assert (left.sum(axis=1) <= flows + stat["abandoned"].sum(axis=(1, 2))).all()


def chains(result: PeopleResult) -> None:
    """Each person's visits follow one another, from target to target."""
    visits = defaultdict(list)
    for row in result.records:
        visits[row["replication"], row["stream"], row["number"]].append(row)
    for rows in visits.values():
        rows.sort(key=lambda row: (row["left"], row["entered"]))
        for a, b in pairwise(rows):
            assert a["target"] == b["station"]
            assert a["left"] <= b["entered"]
        for row in rows:
            assert row["entered"] <= row["left"] <= HOURS
            assert row["target"] != NONE
            if np.isfinite(row["begun"]):
                assert row["entered"] <= row["begun"] <= row["left"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_people_are_conserved(seed: int) -> None:
    """Over random networks of all features: totals, chains and rooms hold."""
    network = random_network(seed)
    assert check_network(network, Document("network.yaml", {}), Values()) == []
    result = simulate(
        network, None, HOURS, 3, seed, workers=1, bin_hours=1.0, records=True
    )
    totals(result)
    chains(result)
    for s, place in enumerate(network.places):
        hard = place.room is not None and place.room.full != "exceed"
        helped = any(surge.station == place.id for surge in network.surges)
        if hard and not helped and place.room is not None:
            assert result.place_stat["peak"][:, s].max() <= place.room.persons
    busy = result.place_stat["busy_area"]
    assert (busy >= -1e-6).all()
    assert (busy <= result.stat["area"][:, : busy.shape[1]].sum(axis=2) + 1e-6).all()
    assert (result.stat["area"] < UNLIMITED).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_no_difference_to_itself(seed: int) -> None:
    """The null difference is exactly zero, and workers and chunks change no bit."""
    network = random_network(seed)
    one = simulate(network, None, HOURS, 37, seed, workers=1)
    two = simulate(network, None, HOURS, 37, seed, workers=3)
    for name in ("stat", "place_stat", "clock_stat", "surge_stat", "flow", "sketch"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name
    for name in ("inside", "waiting", "entries"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name


@pytest.mark.slow
def test_at_every_event(tmp_path: Path) -> None:
    """Run as plain Python, the kernel conserves people after each single event."""
    run_checker(tmp_path, NUMBA_DISABLE_JIT="1")


@pytest.mark.slow
def test_bounds(tmp_path: Path) -> None:
    """With numba's bounds checking on, no table is read or written outside."""
    run_checker(tmp_path, NUMBA_BOUNDSCHECK="1")


def run_checker(folder: Path, **more: str) -> None:
    """Run `kernel_checker.py` in a process of its own."""
    import steelyard

    paths = [str(Path(steelyard.__file__).parents[1]), str(HERE)]
    # A folder of its own, so that checked code does not displace the user's.
    cache = {"NUMBA_CACHE_DIR": str(folder)}
    environment = os.environ | more | cache | {"PYTHONPATH": os.pathsep.join(paths)}
    found = subprocess.run(
        [sys.executable, str(HERE / "kernel_checker.py")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-2000:]
    assert "events checked" in found.stdout
