"""GAO's twelve steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.money.deflator import deflator
from steelyard.money.scurve import s_curve
from steelyard.money.second import second_estimate
from steelyard.money.twelve import twelve_steps
from steelyard.money.wbs import breakdown


def test_twelve(books: Casebook, costs: Callable[..., Any]) -> None:
    """Twelve numbers; what is not costed and not tested is said."""
    found, _ = costs(books, "guard")
    steps = twelve_steps(
        books,
        "guard",
        breakdown(books, "guard", found),
        s_curve(np.arange(10.0), 3.0),
        second_estimate(books, "guard", found, deflator(books)),
        (),
        ("guards",),
    )
    assert [s.number for s in steps] == list(range(1, 13))
    assert "not costed: A4" in steps[6].says
    assert "no independent analogy" in steps[6].says
    assert steps[7].done == "done"
    assert steps[11].done == "not_done"
