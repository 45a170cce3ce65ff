"""The probability that a crossing is stopped."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.border.detect import Ground, keenness_for, stopped

ONE = np.ones(1)
GROUND = Ground(
    length=np.array([[100.0, 300.0]]),
    watched=0.4 * ONE,
    sensor=0.7 * ONE,
    response=0.5 * ONE,
    vanish=5.0 * ONE,
    delay=0.5 * ONE,
    handling=0.8 * ONE,
)
DUTY = np.array([[[200.0, 300.0]]])
FLOW = np.array([[[20.0, 30.0]]])
NONE = np.zeros((1, 1, 1))
SHARE = np.full((1, 1, 1), 0.4)


def rate(**given: np.ndarray) -> np.ndarray:
    values = {
        "keenness": ONE, "on_duty": DUTY, "watched": SHARE, "barrier": NONE, "per_hour": FLOW,
        **given,
    }  # fmt: skip
    return stopped(GROUND, **values)[0, 0]


def test_the_formula_by_hand() -> None:
    """Seen, reached, by someone free: the product of the three."""
    seen = 1 - (1 - 0.4 * 0.7) * np.exp(-2.0)
    reached = 5 / 5.5
    free = 1 / (1 + 20 * 0.8 / 200)
    assert rate()[0] == pytest.approx(seen * reached * free)


@given(st.floats(1.0, 5.0))
def test_more_of_anything_stops_more(times: float) -> None:
    """More people, sensors, barrier stop no less; more crossings no more."""
    base = rate()
    assert (rate(on_duty=DUTY * times) >= base).all()
    assert (rate(watched=np.minimum(SHARE * times, 1)) >= base).all()
    assert (rate(barrier=NONE + 0.2 * times) >= base).all()
    assert (rate(per_hour=FLOW * times) <= base).all()


def test_slower_response_stops_less() -> None:
    """Twice the time to arrive stops less."""
    slow = dataclasses.replace(GROUND, response=1.0 * ONE)
    assert (stopped(slow, ONE, DUTY, SHARE, NONE, FLOW)[0, 0] < rate()).all()


@pytest.mark.parametrize("wanted", [0.45, 0.6, 0.8])
def test_the_published_rate_is_met(wanted: float) -> None:
    """The found keenness stops the published share of attempts on the whole line."""
    keen, reached = keenness_for(wanted * ONE, GROUND, DUTY[:, 0], FLOW[:, 0])
    assert reached[0] == pytest.approx(wanted, abs=1e-6)
    share = rate(keenness=keen)
    attempts = FLOW[0, 0] / share
    assert (attempts * share).sum() / attempts.sum() == pytest.approx(wanted, abs=1e-6)


def test_a_rate_that_cannot_be_reached_is_said_so() -> None:
    """Beyond what response allows, the nearest rate comes back instead."""
    _, reached = keenness_for(0.99 * ONE, GROUND, DUTY[:, 0], FLOW[:, 0])
    assert reached[0] < 0.9
