"""Books that do not balance cannot be made."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.money.ledger import TREASURY, Booked, Entry, Ledger, UnbalancedError


def cents(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


USE = Booked("use:0|A|u", 0, "A", "u", "army", cents(100, 200)[:, None])
GIVEN = Entry(2025, "appropriation", "account:a", TREASURY, cents(150, 150))


def paid(*amounts: int) -> Entry:
    return Entry(2025, "obligation", USE.name, "account:a", cents(*amounts))


def gap(*amounts: int) -> Entry:
    return Entry(2025, "gap", USE.name, "gap:amount:army", cents(*amounts))


def test_a_balanced_ledger() -> None:
    """What is paid and what is not add up to the cost, in each future."""
    ledger = Ledger("c", (2025,), (USE,), (GIVEN, paid(100, 150), gap(0, 50)))
    assert ledger.gap().tolist() == [0, 50]
    assert ledger.left()["a"].tolist() == [50, 0]


def test_a_use_that_is_not_booked_at_its_cost() -> None:
    """One cent short is refused."""
    with pytest.raises(UnbalancedError, match="booked is not cost"):
        Ledger("c", (2025,), (USE,), (GIVEN, paid(100, 150), gap(0, 49)))


def test_an_overdrawn_account() -> None:
    """An account pays no more than it holds."""
    with pytest.raises(UnbalancedError, match="account:a is overdrawn"):
        Ledger("c", (2025,), (USE,), (GIVEN, paid(100, 200)))


def test_an_entry_below_zero() -> None:
    """A negative amount is never booked."""
    with pytest.raises(UnbalancedError, match="below zero"):
        Ledger("c", (2025,), (USE,), (GIVEN, paid(101, 200), gap(-1, 0)))


def test_an_empty_ledger() -> None:
    """A course that uses nothing has books without entries."""
    ledger = Ledger("c", (2025,), (), ())
    assert ledger.cost().size == 0
    assert ledger.gap().size == 0
