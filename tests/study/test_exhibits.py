"""The exhibits of money and readiness: whole, the same bytes, plain data."""

from __future__ import annotations

import json

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.exhibits import EXHIBITS, Order

COURSES = ("nothing", "detention-airlift")


@pytest.fixture(scope="module")
def order() -> Order:
    """Two courses of SR309 in 32 futures."""
    return Order(open_casebook("sr309"), COURSES, 32, 7, {})


@pytest.mark.parametrize("name", ["ledger", "readiness"])
def test_same_order_same_bytes(order: Order, name: str) -> None:
    """An exhibit is plain data, and made twice it is the same."""
    first, second = EXHIBITS[name](order), EXHIBITS[name](order)
    assert first is not None
    assert list(first["courses"]) == list(COURSES)
    assert json.dumps(first) == json.dumps(second)
    assert first["futures"] == 32


def test_what_is_shown_balances(order: Order) -> None:
    """In each year and over the horizon sources and gap are the cost, to the cent."""
    found = EXHIBITS["ledger"](order)
    assert found is not None
    for page in found["courses"].values():
        for books in (page["books"], *(y["statement"] for y in page["years"])):
            assert sum(books["paid"].values()) + books["gap"] == books["cost"]
            assert sum(line["cents"] for line in books["lines"]) == books["cost"]
        levels = [page["at"][level] for level in ("50", "70", "80")]
        assert levels == sorted(levels)
        assert page["trace"]
        assert page["gap"]["basis"] == {"assumed": 1.0}
        assert {r["verdict"] for r in page["rules"]} <= {"breached", "depends"}
    assert {o["option"] for o in found["options"]} >= {"edi", "supplemental"}
    assert all(len(o["buys"]) == len(COURSES) for o in found["options"])


def test_readiness_speaks_of_what_a_course_takes(order: Order) -> None:
    """Months follow the horizon; series that change nothing are only counted."""
    found = EXHIBITS["readiness"](order)
    assert found is not None
    page = found["courses"]["detention-airlift"]
    months = [m["month"] for m in page["calendar"]]
    assert months[0] == "2025-02"
    assert len(months) == 12
    for unit in page["units"]:
        assert [m["month"] for m in unit["months"]] == months
        assert all(m["needed"][1] >= m["taken"][1] for m in unit["months"])
    for series in page["starts"]:
        assert max(series["added"]) >= 0.01
        assert len(series["days"]) == len(series["shortfall"]) == len(series["delay"])
    forces = order.casebook.forces
    assert forces is not None
    pairs = sum(len(c.needs) for c in forces.contingencies.values())
    assert len(page["starts"]) + page["starts_without_effect"] == pairs


def test_a_casebook_without_accounts_or_pool(tiny: Casebook) -> None:
    """It has neither exhibit."""
    bare = Order(tiny, tuple(tiny.courses), 16, 1, {})
    assert EXHIBITS["ledger"](bare) is None
    assert EXHIBITS["readiness"](bare) is None
