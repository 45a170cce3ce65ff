"""The choice of routes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.narcotics.routes import Choice, calibrated, follow

SEIZED = np.array([[0.9, 0.1], [0.5, 0.5]])
MEMBER = np.array([0, 0, 1, -1])
SPLIT = np.array([[0.6, 0.4, 1.0, 0.0]])
SEIZURE = np.array([[0.05, 0.1, 0.1, 0.02]])
UNSEEN = np.array([[0.0, 0.0, 0.0, 0.03]])
SHARE = calibrated(SEIZED, MEMBER, SPLIT, SEIZURE, UNSEEN)


def choice(**given: float) -> Choice:
    values = {
        "sharpness": 1.5,
        "loss": 3.0,
        "ceiling": 0.85,
        "response": 0.3,
        "replacement": 0.5,
    }
    return Choice(**{k: np.array([v]) for k, v in {**values, **given}.items()})


def test_calibration_gives_the_seizures_back() -> None:
    """Flow times probability, summed over a group, is the group's share of seizures."""
    caught = (SHARE * SEIZURE[:, None, :])[0, :, :3]
    groups = np.stack([caught[:, :2].sum(axis=1), caught[:, 2]], axis=1)
    assert groups / groups.sum(axis=1, keepdims=True) == pytest.approx(SEIZED)
    assert SHARE.sum(axis=2) == pytest.approx(np.ones((1, 2)))
    assert SHARE[0, :, 3] == pytest.approx([0.03, 0.03])


def test_halving_a_probability_doubles_a_flow() -> None:
    """Seizures alone do not identify flow: the odds of a route double."""
    half = SEIZURE.copy()
    half[0, 2] /= 2
    other = calibrated(SEIZED, MEMBER, SPLIT, half, UNSEEN)
    odds = (other[0, :, 2] / other[0, :, 0]) / (SHARE[0, :, 2] / SHARE[0, :, 0])
    assert odds == pytest.approx([2.0, 2.0])


def test_a_published_sensitivity_is_of_the_right_size() -> None:
    """From .10 to .02 for the line, its share of flow rises several times over."""
    two = np.array([0, 1])
    one = np.ones((1, 2))
    none = np.zeros((1, 2))
    seized = np.array([[0.93, 0.07]])
    shares = [
        calibrated(seized, two, one, np.array([[0.05, a]]), none)[0, 0, 1]
        for a in (0.1, 0.02)
    ]
    assert shares == pytest.approx([0.07 / (0.07 + 1.86), 0.07 / (0.07 + 0.372)])


def test_no_effort_is_the_baseline_exactly() -> None:
    """With no added effort nothing moves, to the last bit."""
    flows = follow(SHARE, SEIZURE, np.zeros((1, 4)), choice())
    assert (flows.sent == 1.0).all()
    assert np.array_equal(flows.seizure, SEIZURE)
    assert flows.delivered == pytest.approx(
        (SHARE * (1 - SEIZURE[:, None])).sum(axis=2)
    )


@given(
    st.lists(st.floats(0, 3), min_size=4, max_size=4),
    st.floats(0.1, 4),
    st.floats(0, 10),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_laws_of_the_follower(
    effort: list[float],
    sharpness: float,
    loss: float,
    response: float,
    replacement: float,
) -> None:
    """What is sent is seized or delivered; without displacement effort only takes."""
    rules = choice(
        sharpness=sharpness, loss=loss, response=response, replacement=replacement
    )
    flows = follow(SHARE, SEIZURE, np.array([effort]), rules)
    still = dataclasses.replace(rules, loss=np.zeros(1))
    taken = follow(SHARE, SEIZURE, np.array([effort]), still)
    base = follow(SHARE, SEIZURE, np.zeros((1, 4)), still)
    assert (taken.delivered <= base.delivered * (1 + 1e-12)).all()
    assert flows.seized + flows.delivered == pytest.approx(flows.sent)
    assert flows.share.sum(axis=2) == pytest.approx(np.ones((1, 2)))
    assert flows.seized_by_route().sum(axis=2) == pytest.approx(flows.seized)
    assert ((flows.seizure >= SEIZURE) & (flows.seizure < 1)).all()


def test_traffickers_leave_a_guarded_route() -> None:
    """The guarded route loses share, all others gain it in their proportions."""
    effort = np.array([[0.0, 0.0, 1.0, 0.0]])
    flows = follow(SHARE, SEIZURE, effort, choice())
    assert (flows.share[0, :, 2] < SHARE[0, :, 2]).all()
    gain = np.delete(flows.share / SHARE, 2, axis=2)
    assert np.ptp(gain, axis=2).max() < 1e-12
    sharp = follow(SHARE, SEIZURE, effort, choice(loss=50.0))
    assert (sharp.share[0, :, 2] < 1e-9).all()


def test_effort_can_add_to_what_is_delivered() -> None:
    """Guarding a route that already lost much can move flow to where less is lost."""
    rules = choice(loss=6.0, sharpness=1.0, response=0.0, replacement=0.0)
    effort = np.array([[0.0, 0.0, 1.0, 0.0]])
    base = follow(SHARE, SEIZURE, np.zeros((1, 4)), rules)
    assert (follow(SHARE, SEIZURE, effort, rules).delivered > base.delivered).any()


def test_full_replacement_leaves_supply_alone() -> None:
    """If all losses are sent again, what is delivered does not change."""
    flows = follow(SHARE, SEIZURE, np.full((1, 4), 0.5), choice(replacement=1.0))
    base = follow(SHARE, SEIZURE, np.zeros((1, 4)), choice())
    assert flows.delivered == pytest.approx(base.delivered)
    assert (flows.seized > base.seized).all()


def test_seizures_can_fall_where_more_is_guarded() -> None:
    """Where flow moves away, more effort means fewer seizures on the route."""
    rules = choice(loss=8.0, sharpness=3.0, replacement=0.0)
    before = follow(SHARE, SEIZURE, np.zeros((1, 4)), rules).seized_by_route()
    after = follow(SHARE, SEIZURE, np.array([[0, 0, 1.5, 0]]), rules).seized_by_route()
    assert (after[0, :, 2] < before[0, :, 2]).all()


def test_probability_zero_is_refused() -> None:
    """A route that never loses anything cannot be calibrated."""
    with pytest.raises(ValueError, match="above 0"):
        calibrated(SEIZED, MEMBER, SPLIT, 0 * SEIZURE, UNSEEN)
    with pytest.raises(ValueError, match="all flow"):
        calibrated(SEIZED, MEMBER, SPLIT, SEIZURE, UNSEEN + 1)
