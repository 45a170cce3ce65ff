"""Columns of books and forces in a run."""

from __future__ import annotations

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.money.account import account
from steelyard.study.books import force_columns, money_columns
from steelyard.study.costed import costed
from steelyard.study.demands import demand
from steelyard.study.futures import sample
from steelyard.study.store import Run


def test_a_run_keeps_them(sr309: Casebook, sr309_run: Run) -> None:
    """What a run keeps is what the ledger and the pool say by themselves."""
    table = sr309_run.table("support-only")
    kept = {n: table.column(n).to_numpy() for n in table.column_names}
    whole = costed(sr309, ["support-only"], 64, 1)
    found = whole.lines["support-only"]
    ledger = account(sr309, "support-only", found, whole.draws, whole.prices).ledger
    assert np.allclose(kept["gap"], ledger.gap() / 100)
    paid = sum(v for n, v in kept.items() if n.startswith("paid."))
    assert np.allclose(paid + kept["gap"], ledger.cost() / 100)
    by_reason = sum(v for n, v in kept.items() if n.startswith("gap.reason."))
    assert np.allclose(by_reason, kept["gap"])
    wanted = demand(sr309, "support-only", sample(sr309, 64, 1))
    for name, values in force_columns(sr309, wanted).items():
        assert np.allclose(kept[name], values), name
    assert (kept["civil_share"] >= 0).all()
    assert (kept["civil_share"] <= 1).all()


def test_a_casebook_without_accounts_or_pool(tiny: Casebook) -> None:
    """It has no such columns; only the days of its people on duty are known."""
    whole = costed(tiny, ["guard"], 4, 1)
    found = whole.lines["guard"]
    columns = money_columns(tiny, "guard", found, whole.draws, whole.prices)
    assert list(columns) == ["military_days"]
    people = [x.amount for x in found if x.use.kind == "person_days"]
    assert np.allclose(columns["military_days"], sum(people))
    assert force_columns(tiny, demand(tiny, "guard", sample(tiny, 4, 1))) == {}
