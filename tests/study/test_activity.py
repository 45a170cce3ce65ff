"""When parts of a course are at work, against hand-made answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part, Trigger
from steelyard.study.activity import activity, fiscal_years

Array = NDArray[np.float64]


def draws(casebook: Casebook, **changes: float) -> dict[str, Array]:
    return {
        id_: np.full(1, changes.get(id_, q.value))
        for id_, q in casebook.quantities.items()
    }


def test_whole_horizon(tiny: Casebook) -> None:
    """A plain part works every day of the horizon."""
    active = activity(tiny, Part(action="A2"), draws(tiny), {})
    assert active.days.tolist() == [[365.0]]
    assert fiscal_years(tiny) == (2025,)


def test_start_end_and_fiscal_years(tiny: Casebook) -> None:
    """Days are counted by fiscal year, from October."""
    front = tiny.front.model_copy(
        update={
            "horizon": tiny.front.horizon.model_copy(update={"start": "2024-09-01"})
        }
    )
    longer = replace(tiny, front=front)
    part = Part(action="A2", start="2024-09-21", end="2024-10-11")
    assert fiscal_years(longer) == (2024, 2025)
    assert activity(longer, part, draws(tiny), {}).days.tolist() == [[10.0, 10.0]]


def test_outside_the_horizon_nothing_happens(tiny: Casebook) -> None:
    """A part that ends before the horizon never starts."""
    part = Part(action="A2", start="2020-01-01", end="2020-02-01")
    active = activity(tiny, part, draws(tiny), {})
    assert active.days.sum() == 0
    assert active.started.tolist() == [0.0]


@pytest.mark.parametrize("ramp", [10.0, 100.0, 365.0, 730.0])
def test_ramp_has_the_closed_form(tiny: Casebook, ramp: float) -> None:
    """Full-scale days under a linear ramp R over T days: T - R/2, or T^2 / 2R."""
    active = activity(
        tiny, Part(action="A1", ramp="settle"), draws(tiny, settle=ramp), {}
    )
    days = 365.0
    exact = days - ramp / 2 if ramp <= days else days**2 / (2 * ramp)
    assert active.days.sum() == pytest.approx(exact, rel=1e-9)


def trigger(**keys: str) -> Part:
    return Part(action="A1", trigger=Trigger(indicator="level", **keys))


def windows(*high: int) -> dict[str, Array]:
    values = np.full((1, 12), 3.0)
    values[0, list(high)] = 5.0
    return {"level": values}


def test_trigger_works_the_month_after(tiny: Casebook) -> None:
    """A crossing in October is seen on 1 November and answered in November."""
    active = activity(tiny, trigger(above="flood_level"), draws(tiny), windows(0))
    assert active.days.sum() == 30
    assert active.started.tolist() == [1.0]


def test_lead_shifts_and_hold_lengthens(tiny: Casebook) -> None:
    """Lead time shifts the days; hold keeps them up."""
    base = draws(tiny, settle=45.0)
    held = activity(tiny, trigger(above="flood_level", hold="settle"), base, windows(0))
    assert held.days.sum() == 45
    late = activity(
        tiny, trigger(above="flood_level", lead="settle"), base, windows(10)
    )
    assert late.days.sum() == 0  # seen on 1 September, 45 days run past the horizon


def test_overlapping_triggers_do_not_add(tiny: Casebook) -> None:
    """Two months in a row give their days once."""
    base = draws(tiny, settle=60.0)
    part = trigger(above="flood_level", hold="settle")
    assert (
        activity(tiny, part, base, windows(0, 1)).days.sum() == 90
    )  # 60 from 1 November, 60 from 1 December


def test_below(tiny: Casebook) -> None:
    """A trigger may watch for a level to fall short."""
    active = activity(tiny, trigger(below="flood_level"), draws(tiny), windows(0))
    assert active.days.sum() == 365 - 31 - 30  # not October and November
