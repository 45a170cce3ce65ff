"""Steps and learning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.money.adjust import learned, stepped


def test_wright() -> None:
    """At 80 percent, each doubling costs 0.8 of the average before."""
    n = np.array([1.0, 2.0, 4.0, 8.0])
    assert learned(n, np.full(4, 0.8)) == pytest.approx([1, 0.8, 0.64, 0.512])
    assert learned(np.array([0.2]), np.array([0.8])) == pytest.approx([1.0])


def test_steps() -> None:
    """Amounts are bought whole; what is whole already stays."""
    got = stepped(np.array([0.0, 2.0, 2.1, 3.0 + 1e-12]), np.ones(4))
    assert got.tolist() == [0, 2, 3, 3]


def test_curves_of_the_budget(
    make: Callable[..., Casebook], costs: Callable[..., Any]
) -> None:
    """Three barriers in steps of two are paid as four."""
    casebook = make(
        quantities="  pair: {value: 2, unit: place, basis: measured, source: [rates]}\n",
        budget="curves: [{id: pairs, covers: [{actions: [A3]}], step: pair}]\n",
    )
    found, _ = costs(casebook, "civil")
    barriers = next(x for x in found if x.action == "A3")
    assert barriers.cost.sum(axis=1)[0] == pytest.approx(40_000)
