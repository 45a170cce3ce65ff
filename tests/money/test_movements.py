"""What movements do to accounts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.money.deflator import deflator
from steelyard.money.movements import apply, chosen, year_of
from steelyard.money.pots import open_pots
from steelyard.money.prices import ThenYear


def opened(casebook: Casebook, **amounts: float):  # type: ignore[no-untyped-def]
    draws = {id_: np.full(1, q.value) for id_, q in casebook.quantities.items()}
    draws |= {name: np.full(1, v) for name, v in amounts.items()}
    then = ThenYear(deflator(casebook), np.zeros(1))
    return draws, then, *open_pots(casebook, draws, then)


def test_a_transfer_stays_within_its_authority(books: Casebook) -> None:
    """Three million asked, two million allowed, two million moved."""
    draws, then, pots, _ = opened(books, shift_money=3e6)
    done, entries = apply(books, chosen(books, ["shift"]), pots, draws, then)
    assert (done[0].asked[0], done[0].moved[0]) == (300_000_000, 200_000_000)
    assert entries[0].credit == "account:spare"
    assert pots["watch"].left[0] == 300_000_000


def test_a_transfer_stays_within_its_account(books: Casebook) -> None:
    """An account with 200,000 gives 200,000."""
    draws, then, pots, _ = opened(books, spare_money=2e5)
    done, _ = apply(books, chosen(books, ["shift"]), pots, draws, then)
    assert done[0].moved[0] == 20_000_000
    assert pots["spare"].left[0] == 0


def test_movements_share_the_room_of_their_authority(
    make: Callable[..., Casebook],
) -> None:
    """Two transfers of 1.5 million under one authority of 2 million move 2."""
    again = "  - {id: shift2, kind: transfer, from_account: spare, to_account: watch, amount: shift_money, limit: shift_limit, authority: the same}\n"
    casebook = make(("options:", again + "options:"))
    draws, then, pots, _ = opened(casebook)
    moves = chosen(casebook, ["shift", "shift2"])
    done, _ = apply(casebook, moves, pots, draws, then)
    assert [int(d.moved[0]) for d in done] == [150_000_000, 50_000_000]


def test_a_supplemental_is_new_money(books: Casebook) -> None:
    """It comes from the treasury, in the first year of its account."""
    draws, then, pots, _ = opened(books)
    moves = chosen(books, ["more"])
    assert year_of(books, moves[0]) == 2025
    _, entries = apply(books, moves, pots, draws, then)
    assert (entries[0].kind, entries[0].credit) == ("appropriation", "treasury")
    assert pots["relief"].left[0] == 100_000_000
