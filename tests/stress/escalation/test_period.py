"""Beliefs, choice values and responses within a period."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from steelyard.stress.escalation.histories import as_tuple
from steelyard.stress.escalation.period import next_step, posterior


def test_posterior_is_bayes(games: SimpleNamespace) -> None:
    """After beer, which one type always and the other half the time has."""
    form, _, prior = games.beer_quiche()
    play = np.array([1.0, 0.0, 0.5, 0.5, 1.0, 0.0, 1.0, 0.0])
    out = np.zeros(2)
    posterior(as_tuple(form), prior[0], play, 0, 0, out)
    np.testing.assert_allclose(out, [0.9 / 0.95, 0.05 / 0.95])


def test_posterior_keeps_the_prior_off_the_path(games: SimpleNamespace) -> None:
    """A move that no type makes leaves beliefs as they were."""
    form, _, prior = games.beer_quiche()
    play = np.array([1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
    out = np.zeros(2)
    posterior(as_tuple(form), prior[0], play, 2, 0, out)
    np.testing.assert_allclose(out, [0.9, 0.1])


def test_steps_shorten_on_turning_back() -> None:
    """A pull that turned back halves the step, another one lengthens it, up to 1."""
    assert next_step(0.8, -1.0) == 0.4
    assert next_step(0.8, 1.0) > 0.8
    assert next_step(1.0, 1.0) == 1.0
