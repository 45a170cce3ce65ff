"""Budgets that cannot be accounted with are named, with their place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from steelyard.casebook.check_budget import check_budget
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook

BUDGET = """payers:
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
  spare:
    title: Spare money
    payer: army
    purpose: training
    years: [2024, 2025]
    amount: spare_money
movements:
  - id: shift
    kind: transfer
    from_account: spare
    to_account: watch
    amount: shift_money
    year: 2025
    limit: shift_limit
    authority: the transfer act
rules:
  - {id: cap, says: small, cites: [law], kind: amount, limit: shift_limit}
inflation: growth
"""
QUANTITIES = """
  watch_money: {value: 1000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  spare_money: {value: 5000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  shift_money: {value: 1500, range: [0, 1800], unit: USD, price_year: 2024, basis: measured, source: [rates]}
  shift_limit: {value: 2000, unit: USD, price_year: 2024, basis: measured, source: [rates]}
  growth: {value: 0.0, unit: ratio, basis: measured, source: [rates]}
"""


def books(folder: Path, old: str = "", new: str = "") -> Casebook:
    budget, numbers = BUDGET, QUANTITIES
    if old:
        assert old in budget + numbers
        budget, numbers = budget.replace(old, new, 1), numbers.replace(old, new, 1)
    (folder / "budget.yaml").write_text(budget)
    path = folder / "quantities.yaml"
    path.write_text(path.read_text() + numbers)
    return open_casebook(folder)


def test_sound_books(tiny_folder: Path) -> None:
    """Nothing is wrong with them."""
    assert check_budget(books(tiny_folder)) == []


def test_no_budget_is_no_problem(tiny: Casebook) -> None:
    """A casebook without accounts has nothing to check."""
    assert check_budget(tiny) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("amount: shift_money", "amount: spare_money", r"budget.yaml:23:\d+", "above its authority of 2,000"),
        ("range: [0, 1800]", "range: [0, 2500]", r"budget.yaml:23:\d+", "can be 2,500 USD, above its authority"),
        ("spare_money: {value: 5000", "spare_money: {value: 100", r"budget.yaml:23:\d+", "more than 'spare' holds"),
        ("year: 2025", "year: 2024", r"budget.yaml:24:\d+", "FY2024 is outside the availability of 'watch' (FY2025 to FY2025)"),
        ("watch_money: {value: 1000", "watch_money: {value: -1000", r"budget.yaml:11:\d+", "a negative amount: 'watch_money' can be -1,000 USD"),
        ("    amount: watch_money", "    amount: watch_money\n    free: spare_money", r"budget.yaml:12:\d+", "more than the account's 1,000"),
        ("amount: watch_money", "amount: growth", r"budget.yaml:11:\d+", "is in ratio, not in USD"),
        ("kinds: [person_days]", "statuses: [soldeir]", r"budget.yaml:9:\d+", "no duty status 'soldeir'; did you mean 'soldier'?"),
        ("kinds: [person_days]", "actions: [A9]", r"budget.yaml:9:\d+", "no action 'A9'"),
        ("limit: shift_limit}", "limit: guards}", r"budget.yaml:28:\d+", "is in person, not in USD"),
        ("growth: {value: 0.0", "growth: {value: 3.0", r"budget.yaml:29:\d+", "it must lie within"),
        ("inflation: growth\n", "", r"budget.yaml:2:\d+", "prices of 2025 are wanted, the deflator ends at 2024; add `inflation`"),
        ("inflation: growth\n", "inflation: growth\noptions: [{id: o, title: O, movements: [shfit]}]\n", r"budget.yaml:30:\d+", "no movement 'shfit'; did you mean 'shift'?"),
        ("inflation: growth\n", "inflation: growth\nderived: {guard: [flood]}\n", r"budget.yaml:30:\d+", "no operation 'flood'"),
    ],
)  # fmt: skip
def test_bad_books(
    tiny_folder: Path, old: str, new: str, place: str, says: str
) -> None:
    """Each is found, with file, line and what would be right."""
    with pytest.raises(CasebookError) as caught:
        books(tiny_folder, old, new)
    found = [str(p) for p in caught.value.problems]
    assert any(re.match(place, text) and says in text for text in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("purpose: guards", 'purpose: " "', "an account needs a purpose"),
        ("years: [2025, 2025]", "years: [2026, 2025]", "the first year is after the last"),
        ("    from_account: spare\n", "", "needs from_account and to_account"),
        ("    amount: shift_money\n", "", "a transfer needs an amount"),
    ],
)  # fmt: skip
def test_books_that_are_not_read(
    tiny_folder: Path, old: str, new: str, says: str
) -> None:
    """What the schema refuses is named where it stands."""
    with pytest.raises(CasebookError, match=rf"budget.yaml:\d+:\d+: .*{says}"):
        books(tiny_folder, old, new)


def test_no_deflator(tiny_folder: Path) -> None:
    """Money of two years without a price index is refused."""
    path = tiny_folder / "casebook.yaml"
    casebook = books(tiny_folder)
    object.__setattr__(casebook, "tables", {})
    found = [str(p) for p in check_budget(casebook)]
    assert any("money of several years, and no deflator" in text for text in found)
    assert path.is_file()


BAD = (
    ("purpose: guards", 'purpose: " "', "an account needs a purpose"),
    ("range: [0, 1800]", "range: [0, 2500]", "above its authority"),
    ("year: 2025", "year: 2024", "outside the availability"),
    ("watch_money: {value: 1000", "watch_money: {value: -1000", "a negative amount"),
    ("inflation: growth\n", "", "the deflator ends at 2024"),
    ("kind: transfer", "kind: gift", "transfer"),
    ("unit: USD, price_year: 2024, basis: measured, source: [rates]}\n  spare",
     "unit: person, basis: measured, source: [rates]}\n  spare", "not in USD"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), BAD)
def test_books_that_are_refused(
    tiny_folder: Path, old: str, new: str, says: str
) -> None:
    """Each case of bad books: file, line and column, exit 2, nothing shown."""
    budget, numbers = BUDGET, QUANTITIES
    assert old in budget + numbers
    (tiny_folder / "budget.yaml").write_text(budget.replace(old, new, 1))
    path = tiny_folder / "quantities.yaml"
    path.write_text(path.read_text() + numbers.replace(old, new, 1))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "steelyard", "account", str(tiny_folder)),
            *("--course", "guard", "--futures", "8"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert re.search(rf"(budget|quantities).yaml:\d+:\d+: .*{says}", done.stderr)
    assert "Traceback" not in done.stderr
    assert not done.stdout.strip()
