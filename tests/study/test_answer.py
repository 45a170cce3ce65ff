"""The analyst's question: who pays, under what, what is left, which aircraft."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.account import CourseAccount, account_course
from steelyard.study.answer import answer, month_of
from steelyard.study.force.course import readiness_course
from steelyard.study.force.records import CourseReadiness

Both = tuple[Casebook, CourseAccount, CourseReadiness]


@pytest.fixture(scope="module")
def both() -> Both:
    """SR309's bases and airlift, in 32 futures."""
    casebook = open_casebook("sr309")
    page = account_course(casebook, "detention-airlift", futures=32)
    return casebook, page, readiness_course(casebook, "detention-airlift", futures=32)


def test_the_answer_is_whole_and_traced(both: Both) -> None:
    """Accounts and gap add up to the cost; every figure says what made it."""
    casebook, page, ready = both
    found = answer(casebook, page, 2026, ready, "2025-03")
    books = next(y.statement for y in page.years if y.year == 2026)
    assert sum(p.cents for p in found.pays) + found.unfunded == books.cost
    assert all(p.authority for p in found.pays)
    assert sum(found.reasons.values()) == pytest.approx(found.unfunded / 100)
    figures = (found.gap, *found.aircraft)
    assert all(f.trace and f.basis and f.band for f in figures)
    taken, left = found.aircraft[:2]
    assert taken.label == "C-17A at work on the course, 2025-03"
    assert {s.id for s in left.trace} >= {"c17_fleet", "c17_capable", "c17_tasked"}
    assert {s.id for s in taken.trace} >= {"gtmo_flight_hours", "c17_hours_per_day"}
    month = next(m for m in ready.aircraft[0].months if m.month == "2025-03")
    assert left.value == month.margin[1]


@pytest.mark.parametrize("asked", ["2025-03", "3", "03", "March", "mar"])
def test_months_by_any_name(both: Both, asked: str) -> None:
    """A month is known by its date, number or name."""
    assert month_of(both[2], asked) == "2025-03"


@pytest.mark.parametrize("asked", ["2026-03", "13", "Marchember?", "ch", "eb "])
def test_months_that_are_not_there(both: Both, asked: str) -> None:
    """What the horizon lacks is named with what it has."""
    with pytest.raises(ValueError, match="known: 2025-02 to 2026-01"):
        month_of(both[2], asked)


def test_a_year_outside(both: Both) -> None:
    """The years that there are, are named."""
    with pytest.raises(ValueError, match="no FY2031; it has FY2025, FY2026"):
        answer(both[0], both[1], 2031)
