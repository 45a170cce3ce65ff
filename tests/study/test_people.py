"""What the study gives to the network of people."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part
from steelyard.study.people import action_days, simulate_course


def test_levels_of_one_action_add_up() -> None:
    """Two parts with one action are summed, each times its scale."""
    parts = (
        Part(action="a", scale=2.0),
        Part(action="a", scale="many"),
        Part(action="b"),
    )
    levels = [np.ones((2, 3)), np.full((2, 3), 0.5), np.zeros((2, 3))]
    found = action_days(parts, levels, {"many": np.array([10.0, 20.0])})
    assert found["a"].tolist() == [[7.0] * 3, [12.0] * 3]
    assert not found["b"].any()


def test_without_network(tiny: Casebook) -> None:
    """A casebook without a network says so."""
    with pytest.raises(ValueError, match="has no network that is fed"):
        simulate_course(tiny, "nothing", 1, 1)


def test_courses_differ_where_they_should(sr309: Casebook) -> None:
    """A course with no lever and no effect on arrivals equals doing nothing."""
    blocks = {
        course: simulate_course(sr309, course, 2, 7, cohort=200.0)
        for course in ("nothing", "counter-drone", "detention-airlift")
    }
    plain = blocks["nothing"]
    assert np.array_equal(plain.inside, blocks["counter-drone"].inside)
    bases = blocks["detention-airlift"].persons("base_sites")
    assert not plain.persons("base_sites").any()
    assert bases.any()
    assert bases[:, :28].max() == 0  # bases open on 1 March
