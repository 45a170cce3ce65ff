"""Readings that prevail, and what may then be done."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.law import judge, law_of
from steelyard.study.worlds import may, readings

FUTURES = np.arange(400)


@pytest.fixture(scope="module")
def drawn(sr309: Casebook) -> dict[str, np.ndarray]:
    law = law_of(sr309)
    assert law is not None
    return readings(law, {}, FUTURES, 1)


def test_no_two_readings_exclude_one_another(
    sr309: Casebook, drawn: dict[str, np.ndarray]
) -> None:
    """Every future holds a set of readings that somebody could hold."""
    law = law_of(sr309)
    assert law is not None
    assert law.excluded
    for (one, first), (other, second) in law.excluded:
        a = drawn[one] == law.readings[one].index(first)
        b = drawn[other] == law.readings[other].index(second)
        assert not (a & b).any()


def test_readings_are_alike(sr309: Casebook, drawn: dict[str, np.ndarray]) -> None:
    """A proposition bound by no exclusion takes its readings equally often."""
    law = law_of(sr309)
    assert law is not None
    bound = {p for pair in law.excluded for p, _ in pair}
    for prop, names in law.readings.items():
        if prop in bound:
            continue
        counts = np.bincount(drawn[prop], minlength=len(names))
        expected = len(FUTURES) / len(names)
        chi = ((counts - expected) ** 2 / expected).sum()
        assert chi < 25, prop  # one or two degrees of freedom: p < 1e-5


def test_a_future_is_the_same_among_others(
    sr309: Casebook, drawn: dict[str, np.ndarray]
) -> None:
    """The reading of a future rests on its number alone."""
    law = law_of(sr309)
    assert law is not None
    few = readings(law, {}, FUTURES[37:41], 1)
    assert all(np.array_equal(few[p], drawn[p][37:41]) for p in few)


def test_taken_readings_hold_in_all_futures(sr309: Casebook) -> None:
    """What is taken as given is not drawn, whatever it excludes."""
    law = law_of(sr309)
    assert law is not None
    (one, first), (other, second) = law.excluded[0]
    found = readings(law, {one: first}, FUTURES, 1)
    assert (found[one] == law.readings[one].index(first)).all()
    assert not (found[other] == law.readings[other].index(second)).any()


def test_may_agrees_with_the_judge(
    sr309: Casebook, drawn: dict[str, np.ndarray]
) -> None:
    """In each of some futures, judged with all readings taken, the answer is the same."""
    law = law_of(sr309)
    assert law is not None
    actions = ["M05", "M06", "M08", "M11", "bp-agents"]
    found = may(sr309, law, actions, {}, drawn)
    shares = {a: v.mean() for a, v in found.items()}
    assert any(0 < share < 1 for share in shares.values()), shares
    for future in (0, 5, 11):
        world = {p: law.readings[p][drawn[p][future]] for p in drawn}
        for action, allowed in found.items():
            acts = sr309.actions[action].acts
            ruling = judge(law, acts, sr309.front.as_of.law, readings=world)
            assert (ruling.domestic.verdict == "lawful") == bool(allowed[future])


def test_an_action_without_acts_is_left_out(tiny: Casebook, sr309: Casebook) -> None:
    """The judge has nothing to say on it."""
    law = law_of(sr309)
    assert law is not None
    silent = [a for a, item in sr309.actions.items() if not item.acts]
    assert may(sr309, law, silent, {}, {}) == {}
