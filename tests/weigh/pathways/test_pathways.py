"""Tipping times, signposts, waiting and the map."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.weigh.pathways.metro import Action, Pathways, text_map
from steelyard.weigh.pathways.signpost import signpost
from steelyard.weigh.pathways.tipping import tipping
from steelyard.weigh.pathways.waiting import cost_of_waiting


def test_tipping_times() -> None:
    """The first step below the level tips; a dip of one step may be let pass."""
    series = np.array([[5.0, 3, 5, 2, 2], [5, 5, 5, 5, 5], [1, 1, 1, 1, 1]])
    assert tipping(series, 4.0, 1.0).times.tolist() == [1, np.inf, 0]
    assert tipping(series, 4.0, 1.0, hold=2).times.tolist() == [3, np.inf, 0]
    assert tipping(series, 4.0, -1.0).times.tolist() == [0, 0, np.inf]
    days = np.array([0.0, 30, 60, 90, 120])
    found = tipping(series, 4.0, 1.0, days)
    assert found.times.tolist() == [30, np.inf, 0]
    assert found.never == pytest.approx(1 / 3)
    assert found.band() == (0, 30, np.inf)


def test_band_of_linear_growth() -> None:
    """Load grows at 1 to 2 a day against 100: half have tipped by day 67."""
    rate = np.linspace(1, 2, 6001)[:, None]
    found = tipping(rate * np.arange(121.0), 100.0, -1.0)
    low, middle, high = found.band()
    assert (low, middle, high) == (55, 67, 86)
    assert found.never == 0


def test_failed_futures_and_bad_input() -> None:
    """Failed futures are left out and counted; nonsense is refused."""
    series = np.array([[1.0, np.nan], [5.0, 1.0]])
    found = tipping(series, 2.0, 1.0)
    assert (found.times.tolist(), found.failed) == ([1.0], 1)
    with pytest.raises(ValueError, match="no future"):
        tipping(series[:1], 2.0, 1.0)
    with pytest.raises(ValueError, match="hold"):
        tipping(series, 2.0, 1.0, hold=0)
    with pytest.raises(ValueError, match="rise"):
        tipping(series, 2.0, 1.0, np.array([1.0, 1.0]))


def test_signpost_warns_in_time() -> None:
    """A precursor 10 days ahead is found with its level and lead."""
    rng = np.random.default_rng(1)
    rate = rng.uniform(0.0, 2.0, 400)[:, None]
    days = np.arange(101.0)
    tips = tipping(rate * days, 100.0, -1.0, days)
    seen = np.broadcast_to(rate, (400, 101)) * np.minimum(days, 20.0)
    found = signpost("load at day 20", seen, tips, days, needed=10.0)
    assert found is not None
    assert found.above
    assert found.level == pytest.approx(20.0, abs=2.0)
    assert found.caught > 0.9
    assert found.false_alarms < 0.1
    assert found.lead > 10
    assert "prepare to change" in found.says("beds")


def test_no_signpost_in_noise() -> None:
    """What never varies, or futures that all tip, give no signpost."""
    days = np.arange(5.0)
    tips = tipping(np.ones((3, 5)), 2.0, 1.0, days)
    assert signpost("x", np.ones((3, 5)), tips, days) is None


def test_cost_of_waiting_by_hand() -> None:
    """Staying costs 3 a step, the new course 1, the change 1: each step waited is 2."""
    found = cost_of_waiting(np.full((4, 3), 3.0), np.full((4, 3), 1.0), 1.0)
    assert found.middle.tolist() == [0, 2, 4, 5]
    assert found.best.tolist() == [1, 0, 0, 0]
    assert found.times.tolist() == [0, 1, 2, np.inf]
    dear = cost_of_waiting(np.full((4, 3), 3.0), np.full((4, 3), 1.0), 10.0)
    assert dear.best.tolist() == [0, 0, 0, 1]
    with pytest.raises(ValueError, match="shapes"):
        cost_of_waiting(np.ones((2, 3)), np.ones((2, 2)))
    with pytest.raises(ValueError, match="missing"):
        cost_of_waiting(np.full((2, 3), np.nan), np.ones((2, 3)))


MAP = Pathways(
    actions={
        "now": Action("now", "As now", 20, 30, 40),
        "more": Action("more", "More beds", 50, 60, 80, lead=15),
        "new": Action("new", "New sites", np.inf, np.inf, np.inf, lead=25),
    },
    follows={"now": ["more", "new"], "more": ["new", "now"]},
    start="now",
    horizon=100,
)


def test_sequences_and_decisions() -> None:
    """Sequences only move to later ends; decisions come a lead before the band."""
    assert MAP.sequences() == [("now", "more", "new"), ("now", "new")]
    assert MAP.decide_by(("now", "more", "new")) == [5, 25]
    assert MAP.lasts(("now", "new"))
    assert not MAP.lasts(("now", "more"))


def test_text_map() -> None:
    """The map reads the same without a picture."""
    text = text_map(MAP, width=20)
    lines = text.splitlines()
    assert lines[0] == "As now     ====~~|~"
    assert lines[2] == "New sites  " + "=" * 20 + ">"
    assert (
        "As now, then New sites (decide by 0 days): enough up to the horizon." in text
    )
    short = Pathways({"now": MAP.actions["now"]}, {}, "now", 100)
    assert "enough until 30 days, and nothing on the map follows" in text_map(short)
    with pytest.raises(ValueError, match="no action"):
        Pathways(MAP.actions, {"now": ["gone"]}, "now", 100)
    with pytest.raises(ValueError, match="must rise"):
        Action("a", "A", 3, 2, 1)
