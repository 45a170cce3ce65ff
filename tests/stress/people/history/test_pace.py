"""The pace of an earlier operation, by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import day
from steelyard.stress.people.history.pace import leaving
from steelyard.stress.people.history.start import Start, start_of


def begun(casebook: Casebook, id_: str) -> tuple[Reception, Start]:
    assert casebook.history is not None
    case = next(c for c in casebook.history.cases if c.id == id_)
    assert isinstance(case, Reception)
    counts = Counts.read(casebook, case.table, case.case)
    return case, start_of(case, counts.until(day(case.window[1])))


def test_start_is_the_last_whole_count(welcome: Casebook) -> None:
    """53,000 on 3 October; two sites with old counts share what six others leave."""
    case, start = begun(welcome, "allies-welcome")
    assert dt.date.fromordinal(start.on) == dt.date(2021, 10, 3)
    assert start.inside.sum() == pytest.approx(53_000)
    assert start.abroad == 14_000
    assert start.room == 64_000
    there = dict(zip(case.sites, start.inside, strict=True))
    rest = 53_000 - (12_600 + 10_000 + 9_325 + 5_400 + 3_100 + 800)
    assert there["holloman"] == there["camp_atterbury"] == pytest.approx(rest / 2)
    assert start.left_per_day == pytest.approx(2600 / 32)


def test_pace_is_the_stock_at_the_same_age_over_the_days_to_the_last_closing(
    welcome: Casebook,
) -> None:
    """1975: 56,000 and 44,000 left on 5 June, the last centre closed 198 days later."""
    case, start = begun(welcome, "allies-welcome")
    law = leaving(welcome, case, start)
    days = (dt.date(1975, 12, 20) - dt.date(1975, 6, 5)).days
    assert law.per_day == pytest.approx(100_000 / days)
    assert law.like_days == days


def test_power_is_that_of_a_straight_line_on_logarithms(welcome: Casebook) -> None:
    """Against numpy's own least squares on the four centres of 1975."""
    case, start = begun(welcome, "allies-welcome")
    law = leaving(welcome, case, start)
    people = np.log([50_000, 50_809, 10_000, 22_228])
    spans = (
        (dt.date(1975, 4, 29), dt.date(1975, 10, 31)),
        (dt.date(1975, 5, 2), dt.date(1975, 12, 20)),
        (dt.date(1975, 5, 4), dt.date(1975, 9, 15)),
        (dt.date(1975, 5, 28), dt.date(1975, 12, 15)),
    )
    pace = people - np.log([(b - a).days for a, b in spans])
    slope, _ = np.polyfit(people, pace, 1)
    assert law.power == pytest.approx(slope)


def test_a_pace_of_its_own_is_departures_over_days(welcome: Casebook) -> None:
    """1975: 30,000 had left by 5 June, 44 days in."""
    case, start = begun(welcome, "new-life")
    law = leaving(welcome, case, start)
    assert law.per_day == pytest.approx(30_000 / 44)
    assert law.spread == welcome.quantities["pace_spread"].value
