"""What actions do to arrivals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.migration.effects import Effect, apply, faded

ARRIVALS = np.random.default_rng(1).lognormal(8, 1, (50, 12, 4))
HERE = np.array([True, False, False, False])
EVERYWHERE = np.ones(4, dtype=bool)


def effect(change: float, displaced: float = 0.0, where: np.ndarray = HERE) -> Effect:
    return Effect("act", where, np.full(50, change), np.full(50, displaced))


def test_no_effect_is_the_baseline_itself() -> None:
    """Without levels, at level 0 and with a change of 0 the difference is zero."""
    full = {"act": np.ones((50, 12))}
    assert apply(ARRIVALS, [effect(-0.5)], {}) is ARRIVALS
    assert apply(ARRIVALS, [effect(-0.5)], {"act": np.zeros((50, 12))}) is ARRIVALS
    assert np.array_equal(apply(ARRIVALS, [effect(0.0, 0.7)], full), ARRIVALS)


def test_futures_without_activity_do_not_move() -> None:
    """Futures and months at level 0 are the baseline to the last bit."""
    level = np.zeros((50, 12))
    level[7, 5] = 1.0
    changed = apply(ARRIVALS, [effect(-0.5, 0.5)], {"act": level})
    same = changed == ARRIVALS
    assert same[np.arange(50) != 7].all()
    assert same[7, np.arange(12) != 5].all()
    assert not same[7, 5].any()


@given(st.floats(-0.9, 0.0), st.floats(0, 1), st.floats(0, 1))
def test_displacement_keeps_people(
    change: float, displaced: float, level: float
) -> None:
    """What one region loses comes elsewhere in the share that is displaced."""
    levels = {"act": np.full((50, 12), level)}
    changed = apply(ARRIVALS, [effect(change, displaced)], levels)
    away = (ARRIVALS - changed)[:, :, 0]
    gained = (changed - ARRIVALS)[:, :, 1:].sum(axis=2)
    assert gained == pytest.approx(displaced * away, rel=1e-6, abs=1e-6)


def test_displacement_goes_where_people_come() -> None:
    """Others gain in proportion to what they have."""
    changed = apply(ARRIVALS, [effect(-0.5, 1.0)], {"act": np.ones((50, 12))})
    growth = changed[:, :, 1:] / ARRIVALS[:, :, 1:]
    assert growth.std(axis=2).max() < 1e-12


def test_full_level_is_the_stated_change() -> None:
    """At level 1 everywhere, arrivals change by the quantity; effects multiply."""
    full = {"act": np.ones((50, 12)), "other": np.ones((50, 12))}
    second = Effect("other", EVERYWHERE, np.full(50, 0.5), np.zeros(50))
    first = effect(-0.2, where=EVERYWHERE)
    changed = apply(ARRIVALS, [first, second], full)
    assert changed / ARRIVALS == pytest.approx(np.full(ARRIVALS.shape, 0.8 * 1.5))


def test_effects_fade() -> None:
    """An effect halves in its half-life after it began, not before."""
    level = np.ones((1, 12))
    level[0, :3] = 0
    weak = faded(level, np.array([4.0]))
    assert (weak[0, :3] == 0).all()
    assert weak[0, 7] / weak[0, 3] == pytest.approx(0.5)


def test_nobody_keeps_away_more_than_all() -> None:
    """A change of -1 or less is refused."""
    with pytest.raises(ValueError, match="above -1"):
        effect(-1.0)
