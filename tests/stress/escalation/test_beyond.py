"""What a path leads to beyond that of the status quo."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.casebook.schema.escalation import Call, EscalationFile, Loss, Moved
from steelyard.stress.escalation.beyond import called, lost, moved
from steelyard.stress.escalation.walk import Walk

HORIZON = Horizon(start="2025-01-01", end="2025-01-11")
LEAD = Quantity(value=2, unit="day", basis="measured", source=("s",))


def path(*levels: list[float]) -> Walk:
    count, periods = len(levels), len(levels[0])
    none = np.zeros((count, periods, 1), dtype=np.int64)
    return Walk(none, none[:, :, 0], {"s": np.array(levels)})


def file(lead: str | None = None) -> EscalationFile:
    return EscalationFile(
        calls=(Call(action="a", scale="s", none_at=0.0, full_at=1.0, lead=lead),),
        losses={"trade": Loss(title="t", scale="s", of="worth")},
    )


def test_it_stands_in_proportion() -> None:
    """From 0 to 1 between the two levels, and no further."""
    by = Moved(scale="s", none_at=1.0, full_at=0.0)
    level = np.array([1.4, 1.0, 0.75, 0.0, -1.0])
    assert moved(by, level).tolist() == [0.0, 0.0, 0.25, 1.0, 1.0]


def test_a_path_against_itself_is_nought() -> None:
    """Exactly, whatever stands on it."""
    here = path([0.3, 0.9])
    (by_day,) = called(file(), here, here, HORIZON, {}, {})
    assert not by_day.any()
    assert lost(file(), here, here, HORIZON)["trade"].tolist() == [0.0]


def test_a_day_takes_the_level_of_its_period_above_the_status_quo() -> None:
    """And nothing below nought: nobody stands ready who could be sent home."""
    on, still = path([0.5, 0.2], [0.5, 1.0]), path([0.1, 0.6], [0.5, 0.0])
    (by_day,) = called(file(), on, still, HORIZON, {}, {})
    assert by_day[0].tolist() == pytest.approx([0.4] * 5 + [0.0] * 5)
    assert by_day[1].tolist() == [0.0] * 5 + [1.0] * 5


def test_what_is_called_for_comes_late() -> None:
    """By each future's own number of days."""
    on, still = path([1.0, 0.0], [1.0, 0.0]), path([0.0, 0.0], [0.0, 0.0])
    draws = {"wait": np.array([0.0, 2.0])}
    (by_day,) = called(file("wait"), on, still, HORIZON, draws, {"wait": LEAD})
    assert by_day[0].tolist() == [1.0] * 5 + [0.0] * 5
    assert by_day[1].tolist() == [0.0] * 2 + [1.0] * 5 + [0.0] * 3


def test_a_loss_is_a_level_times_years_and_keeps_its_sign() -> None:
    """A course with less of it than the status quo is credited with that."""
    on, still = path([0.2, 0.4], [0.0, 0.0]), path([0.0, 0.2], [0.1, 0.1])
    found = lost(file(), on, still, HORIZON)["trade"]
    years = 10 / 365.25
    assert found.tolist() == pytest.approx([0.2 * years, -0.1 * years])
