"""The numbering of a period."""

from __future__ import annotations

import numpy as np

from steelyard.stress.escalation.histories import uniform
from steelyard.stress.escalation.shape import shape

ALL_SEEN = np.tril(np.ones((3, 3), dtype=bool), -1)


def test_information_sets_follow_what_is_seen() -> None:
    """A player who sees two moves has a set for each pair and own type."""
    form = shape([1, 2, 2], [3, 2, 4], ALL_SEEN)
    assert form.slots == 3 + 2 * 3 * 2 + 2 * 3 * 2 * 4
    assert (form.joint, form.paths) == (4, 24)


def test_hidden_moves_are_not_told_apart() -> None:
    """A player who sees nothing has one set for each own type."""
    form = shape([1, 2], [3, 2], np.zeros((2, 2), dtype=bool))
    assert form.slots == 3 + 2 * 2
    nodes = form.slot[form.offset[1] :].reshape(form.joint, 3)
    assert (nodes == nodes[:, :1]).all()


def test_spread_gives_probabilities_by_node() -> None:
    """Even play is even at every node of every player."""
    form = shape([1, 2, 2], [3, 2, 4], ALL_SEEN)
    play = uniform(form, np.ones(form.slots, dtype=bool))
    for s, n in enumerate([3, 2, 4]):
        here = form.spread(play, s)
        assert here.shape == (4, form.before[s], n)
        np.testing.assert_allclose(here, 1 / n)
