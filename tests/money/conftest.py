"""The tiny casebook with books: two accounts, movements, options, rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.money.cost import Activity, Line, lines
from steelyard.money.deflator import deflator

BUDGET = """
payers:
  army: {title: The army}
  town: {title: The towns, level: state}
accounts:
  watch:
    title: Watch money
    payer: army
    purpose: guards
    objects: [{kinds: [person_days]}]
    years: [2025, 2025]
    amount: watch_money
    authority: the watch act
  spare:
    title: Spare money
    payer: army
    purpose: training
    objects: []
    years: [2025, 2025]
    amount: spare_money
  relief:
    title: Relief fund
    payer: town
    purpose: wardens
    objects: [{statuses: [warden]}]
    years: [2025, 2026]
    amount: relief_money
movements:
  - {id: shift, kind: transfer, from_account: spare, to_account: watch, amount: shift_money, limit: shift_limit, authority: the transfer act, needs: notice, cites: [transfer act 1], takes: {title: weeks of training, each: week_cost}}
  - {id: more, kind: supplemental, to_account: relief, amount: relief_money, authority: the council}
  - {id: payback, kind: reimbursement, from_account: relief, objects: [{actions: [A1]}], authority: the order}
options:
  - {id: shifting, title: Shift spare money, movements: [shift]}
rules:
  - {id: no-deficit, says: no money beyond what there is, cites: [finance law 1], kind: amount}
  - {id: objects, says: only for its purpose, cites: [finance law 2], kind: purpose}
  - {id: years, says: only in its years, cites: [finance law 3], kind: time}
  - {id: town-pays, says: the town pays for guards, cites: [finance law 4], kind: reimbursement, covers: [{actions: [A1]}], payers: [town], waiver: it is training}
  - {id: cap, says: barriers stay small, cites: [finance law 5], kind: amount, covers: [{actions: [A3]}], limit: barrier_cap}
  - {id: moves, says: transfers stay small, cites: [finance law 6], kind: amount, accounts: [spare], limit: shift_limit}
inflation: growth
"""

QUANTITIES = """
  watch_money: {value: 1000000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  spare_money: {value: 5000000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  relief_money: {value: 500000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  shift_money: {value: 1500000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  shift_limit: {value: 2000000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  barrier_cap: {value: 20000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  week_cost: {value: 100000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  growth: {value: 0.0, unit: ratio, basis: measured, source: [rates]}
"""


@pytest.fixture
def make(tiny_folder: Path) -> Callable[..., Casebook]:
    """Open the tiny casebook with books, after changes to their text."""

    def build(
        *changes: tuple[str, str], quantities: str = "", budget: str = ""
    ) -> Casebook:
        text = BUDGET + budget
        numbers = QUANTITIES + quantities
        for old, new in changes:
            assert old in text + numbers, f"{old!r} is not there"
            text, numbers = text.replace(old, new, 1), numbers.replace(old, new, 1)
        (tiny_folder / "budget.yaml").write_text(text)
        path = tiny_folder / "quantities.yaml"
        path.write_text(path.read_text() + numbers)
        return open_casebook(tiny_folder)

    return build


@pytest.fixture
def books(make: Callable[..., Casebook]) -> Casebook:
    """The tiny casebook with books."""
    return make()


Costs = Callable[..., tuple[list[Line], dict[str, Any]]]


@pytest.fixture
def costs() -> Costs:
    """Cost a course with every quantity at its value, whole time, n times."""

    def build(
        casebook: Casebook, course: str, days: float = 365.0, n: int = 3
    ) -> tuple[list[Line], dict[str, Any]]:
        draws = {id_: np.full(n, q.value) for id_, q in casebook.quantities.items()}
        parts = casebook.courses[course].parts
        full = Activity(np.full((n, 1), days), np.ones(n), np.ones(n))
        prices = deflator(casebook)
        return lines(casebook, parts, [full] * len(parts), draws, prices), draws

    return build
