"""Costs against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part
from steelyard.money.cost import Activity, Line, lines
from steelyard.money.deflator import deflator


def one(casebook: Casebook, part: Part, days: float = 365.0) -> list[Line]:
    draws = {id_: np.full(2, q.value) for id_, q in casebook.quantities.items()}
    full = Activity(np.full((2, 1), days), np.ones(2), np.ones(2))
    return lines(casebook, [part], [full], draws, deflator(casebook))


def test_person_days(tiny: Casebook) -> None:
    """40 guards at $200 of 2023 for 365 days, in prices of 2024."""
    (line,) = one(tiny, Part(action="A1"))
    assert line.cost.sum(axis=1)[0] == pytest.approx(40 * 200 * 365 * 104 / 100)
    assert line.amount[0] == 40 * 365
    assert line.peak[0] == 40
    assert line.basis == "assumed"
    assert line.quantities == ("guards", "day_rate")


def test_scale(tiny: Casebook) -> None:
    """A part's scale multiplies amounts and cost."""
    (line,) = one(tiny, Part(action="A2", scale=3.0), days=10)
    assert line.cost.sum(axis=1)[0] == pytest.approx(5 * 150 * 10 * 3)


def test_once_only(tiny: Casebook) -> None:
    """What is bought once does not grow with the days, and has no person-days."""
    (line,) = one(tiny, Part(action="A3"), days=10)
    assert line.cost.sum(axis=1)[0] == pytest.approx(30_000)
    assert line.amount.sum() == 0


def test_once_only_falls_in_the_first_active_year(tiny: Casebook) -> None:
    """A purchase is booked in the fiscal year in which the part begins."""
    draws = {id_: np.full(1, q.value) for id_, q in tiny.quantities.items()}
    late = Activity(np.array([[0.0, 5.0]]), np.ones(1), np.ones(1))
    (line,) = lines(tiny, [Part(action="A3")], [late], draws, deflator(tiny))
    assert line.cost.tolist() == [[0.0, 30_000.0]]


def test_a_part_that_never_starts_costs_nothing(tiny: Casebook) -> None:
    """No start, no purchase."""
    draws = {id_: np.full(1, q.value) for id_, q in tiny.quantities.items()}
    idle = Activity(np.zeros((1, 1)), np.zeros(1), np.zeros(1))
    (line,) = lines(tiny, [Part(action="A3")], [idle], draws, deflator(tiny))
    assert line.cost.sum() == 0
