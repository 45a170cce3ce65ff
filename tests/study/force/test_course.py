"""Readiness of a course, on the tiny casebook with a pool and on SR309."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.books import money_columns
from steelyard.study.costed import costed
from steelyard.study.demands import demand
from steelyard.study.force.course import readiness_course
from steelyard.study.futures import sample
from steelyard.study.readiness import (
    by_status,
    in_aircraft,
    in_units,
    relieved,
)

FORCES = """
statuses:
  soldier: {title: Soldier, command: the army, pay: federal, payer: army}
  warden: {title: Warden, command: the town, pay: state, payer: town, military: false}
units:
  company: {title: Company, component: active, pool: companies, strength: company_people, dwell: two, recall: week}
contingencies:
  storm: {title: A storm, needs: {company: few}, within: week, months: [3]}
draws:
  - {covers: [{actions: [A1]}], units: {company: two}}
substitutes:
  - {id: firm, title: A firm, covers: [{actions: [A1]}], share: half, lead: hundred, rate: warden_rate}
mitigations:
  - {id: hire, title: Hire a firm, kind: replace, substitutes: [firm]}
"""
QUANTITIES = """
  companies: {value: 3, unit: ratio, basis: measured, source: [rates]}
  company_people: {value: 20, unit: person, basis: measured, source: [rates]}
  half: {value: 0.5, unit: ratio, basis: measured, source: [rates]}
  two: {value: 2, unit: ratio, basis: measured, source: [rates]}
  few: {value: 2, unit: ratio, basis: measured, source: [rates]}
  week: {value: 0, unit: day, basis: measured, source: [rates]}
  hundred: {value: 100, unit: day, basis: measured, source: [rates]}
"""


@pytest.fixture
def pool(tiny_folder: Path) -> Casebook:
    """Three companies of 20; guards come from them at 1:2; 40 guards, settled."""
    (tiny_folder / "forces.yaml").write_text(FORCES)
    path = tiny_folder / "quantities.yaml"
    text = path.read_text().replace(
        "value: 40, unit: person, range: [20, 60], basis: assumed",
        "value: 40, unit: person, basis: measured",
    )
    path.write_text(text + QUANTITIES)
    return open_casebook(tiny_folder)


def test_demand_by_hand(pool: Casebook) -> None:
    """40 guards are two companies once settled; wardens are no soldiers."""
    wanted = demand(pool, "guard", sample(pool, 8, 1))
    assert list(by_status(wanted)) == ["soldier"]
    units = in_units(pool, wanted)
    assert units["company"][:, 0] == pytest.approx(0.1)
    assert units["company"][:, 20:] == pytest.approx(2.0)
    assert in_aircraft(pool, wanted) == {}


def test_substitutes_by_hand(pool: Casebook) -> None:
    """A firm takes half of the guards from day 100 on."""
    assert pool.forces is not None
    wanted = demand(pool, "guard", sample(pool, 8, 1))
    stays, over = relieved(wanted, pool.forces.substitutes)
    assert stays.pieces[0].amount[0, [99, 100]] == pytest.approx([40, 20])
    assert over[0][2][0, [99, 100]] == pytest.approx([0, 20])


def test_findings_by_hand(pool: Casebook) -> None:
    """Two at 1:2 need six of three; a storm in March finds one of two."""
    found = readiness_course(pool, "guard", futures=8)
    (unit,) = found.units
    assert unit.peak == pytest.approx((2, 2, 2))
    assert unit.attained == pytest.approx((0.5, 0.5, 0.5))
    ramp = sum(max((d + 0.5) / 10 * 2 * 3 - 3, 0) for d in range(10))
    assert unit.short_days.value == pytest.approx(355 * 3 + ramp, rel=1e-4)
    (series,) = found.starts
    assert all(day[5:7] == "03" for day in series.days)
    first = series.days.index(min(series.days))
    assert series.shortfall[first] == pytest.approx((0, 0, 0)), "recalled at once"
    firm = found.civil[0]
    days = 40 * 355 + sum(40 * (d + 0.5) / 10 for d in range(10))
    taken = 20 * 265
    assert firm.share == pytest.approx((taken / days,) * 3, rel=1e-4)
    assert found.civil_share.value == pytest.approx(taken / days, rel=1e-4)
    hire = found.mitigations[0]
    assert hire.person_days == pytest.approx((days, days - taken), rel=1e-4)
    assert hire.short_days[1] < hire.short_days[0]


def test_months_by_hand(pool: Casebook) -> None:
    """Two of three companies away all year from the second month on; six needed."""
    found = readiness_course(pool, "guard", futures=8)
    (unit,) = found.units
    later = unit.months[1:]
    assert all(m.taken == pytest.approx((2, 2, 2)) for m in later)
    assert all(m.needed == pytest.approx((6, 6, 6)) for m in later)
    assert all(m.free == pytest.approx((3, 3, 3)) for m in unit.months)
    assert found.calendar[1].people == pytest.approx((40, 40, 40))
    assert found.calendar[1].by_status == pytest.approx({"soldier": 40})
    assert unit.training_clash == 0


def test_military_days_leave_civil_statuses_out(pool: Casebook) -> None:
    """Guards count, wardens do not."""
    whole = costed(pool, ["guard"], 4, 1)
    found = whole.lines["guard"]
    columns = money_columns(pool, "guard", found, whole.draws, whole.prices)
    soldiers = [x.amount for x in found if x.use.status == "soldier"]
    wardens = [x.amount for x in found if x.use.status == "warden"]
    assert np.sum(wardens) > 0
    assert columns["military_days"] == pytest.approx(np.sum(soldiers, axis=0))


def test_doing_nothing_takes_nothing(pool: Casebook) -> None:
    """Wardens alone leave the pool as it is."""
    found = readiness_course(pool, "nothing", futures=8)
    assert found.units == ()
    assert all(a == 0 for s in found.starts for a in s.added)
    assert found.civil_share.value == 0


def test_no_pool_and_no_course(tiny: Casebook, pool: Casebook) -> None:
    """Both are named."""
    with pytest.raises(ValueError, match="'tiny' has no force pool"):
        readiness_course(tiny, "guard")
    with pytest.raises(CasebookError, match="no course 'gard'; did you mean 'guard'"):
        readiness_course(pool, "gard")


def test_sr309_answers_for_a_month() -> None:
    """C-17 in March 2025: fit, at work elsewhere, at work on the course, left."""
    casebook = open_casebook("sr309")
    found = readiness_course(casebook, "detention-airlift", futures=128)
    c17 = next(a for a in found.aircraft if a.aircraft == "c17")
    march = next(m for m in c17.months if m.month == "2025-03")
    assert march.taken[1] > 0
    low, middle, high = march.margin
    assert low < middle < high
    assert middle == pytest.approx(march.fit[1] - c17.tasked[1] - march.taken[1], abs=3)
    assert found.trace
    stagger = next(m for m in found.mitigations if m.mitigation == "stagger")
    assert stagger.margins["c17"][1] >= stagger.margins["c17"][0]
    assert found.burdens[0].basis == {"assumed": 1.0}


def test_a_course_without_flights_leaves_aircraft_as_they_are() -> None:
    """Fit less tasked is what is left, in every month."""
    casebook = open_casebook("sr309")
    found = readiness_course(casebook, "support-only", futures=64)
    c17 = next(a for a in found.aircraft if a.aircraft == "c17")
    assert len(c17.months) == 12
    assert all(m.taken == (0, 0, 0) for m in c17.months)
    first = c17.months[0].margin
    assert all(m.margin == pytest.approx(first, rel=1e-4) for m in c17.months)


def test_same_seed_same_findings(pool: Casebook) -> None:
    """Futures alone decide."""
    one, two = (readiness_course(pool, "reserve", futures=16, seed=3) for _ in "ab")
    assert one == two
    assert np.isfinite(one.civil_share.value or 0)
