"""Transfers, reprogramming, requests and reimbursements between accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.budget import Movement
from steelyard.money.cents import Cents, to_cents
from steelyard.money.ledger import TREASURY, Entry, EntryKind
from steelyard.money.pots import Pot, dollars
from steelyard.money.prices import ThenYear

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Moved:
    """What a movement asked for and what it moved, by future."""

    movement: Movement
    year: int
    asked: Cents
    moved: Cents


def year_of(casebook: Casebook, move: Movement) -> int:
    """Return the fiscal year of a movement."""
    if move.year is not None:
        return move.year
    accounts = casebook.budget.accounts if casebook.budget else {}
    ids = (move.from_account, move.to_account)
    firsts = [accounts[i].years[0] for i in ids if i in accounts]
    return max(firsts) if firsts else _first(casebook)


def _first(casebook: Casebook) -> int:
    start = casebook.front.horizon.start
    return int(start[:4]) + (1 if int(start[5:7]) >= 10 else 0)


def chosen(casebook: Casebook, ids: Iterable[str]) -> tuple[Movement, ...]:
    """Return the movements of options or of single movements, by id.

    Raises
    ------
    ValueError
        If nothing has that id.
    """
    budget = casebook.budget
    moves = {m.id: m for m in budget.movements} if budget else {}
    options = {o.id: o for o in budget.options} if budget else {}
    found: dict[str, Movement] = {}
    for id_ in ids:
        if id_ in options:
            found |= {m: moves[m] for m in options[id_].movements}
        elif id_ in moves:
            found[id_] = moves[id_]
        else:
            known = ", ".join([*options, *moves]) or "none"
            raise ValueError(f"no option or movement '{id_}'; known: {known}")
    return tuple(found.values())


def apply(
    casebook: Casebook,
    moves: Iterable[Movement],
    pots: dict[str, Pot],
    draws: Mapping[str, Array],
    then: ThenYear,
) -> tuple[list[Moved], list[Entry]]:
    """Make movements that change what accounts hold.

    A transfer moves no more than its authority allows and its account holds;
    what it fell short of is told. Movements that share an authority (`limit`)
    in a year share its room, in their order. Reimbursements move nothing here:
    they pay uses one by one.
    """
    done: list[Moved] = []
    entries: list[Entry] = []
    room: dict[tuple[str, int], Cents] = {}
    for move in moves:
        if move.kind == "reimbursement" or move.amount is None:
            continue
        year = year_of(casebook, move)
        asked = to_cents(dollars(casebook, move.amount, draws, year, then))
        moved = asked
        if move.limit is not None:
            key = (move.limit, year)
            if key not in room:
                limit = dollars(casebook, move.limit, draws, year, then)
                room[key] = to_cents(limit)
            moved = np.minimum(moved, room[key])
            room[key] = room[key] - moved
        source = pots.get(move.from_account or "")
        if source is not None:
            moved = np.minimum(moved, source.left)
            source.left = source.left - moved
        credit = f"account:{source.id}" if source else TREASURY
        target = pots.get(move.to_account or "")
        done.append(Moved(move, year, asked, moved))
        if target is None:
            if source is not None:
                source.left = source.left + moved
            continue
        target.left = target.left + moved
        target.granted = True
        kind: EntryKind = "transfer" if source else "appropriation"
        debit = f"account:{target.id}"
        entries.append(Entry(year, kind, debit, credit, moved, move.authority))
    return done, entries
