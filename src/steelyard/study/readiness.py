"""From a course to arrays: people, units and aircraft on the mission by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.actions import Use
from steelyard.casebook.schema.courses import Part
from steelyard.casebook.schema.forces import ForcesFile, Substitute
from steelyard.casebook.schema.objects import covered
from steelyard.casebook.units import factor
from steelyard.stress.escalation.called import whole_parts
from steelyard.stress.readiness.relief import replaced

Array = NDArray[np.float32]
Array64 = NDArray[np.float64]
Draws = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Piece:
    """One use of one part: how much of it on each day.

    Attributes
    ----------
    amount
        People on duty or hours flown, shape (futures, days).
    """

    action: str
    use: Use
    amount: Array


@dataclass(frozen=True)
class Demand:
    """What a course takes from the forces.

    Attributes
    ----------
    pieces
        Military person-days and flights of aircraft in the pool.
    draws
        Quantity id to its value in each future.
    """

    pieces: tuple[Piece, ...]
    draws: Draws

    @property
    def futures(self) -> int:
        """How many futures."""
        return len(next(iter(self.draws.values())))


def demand_of(
    casebook: Casebook,
    course: str,
    levels: Sequence[NDArray[np.float64]],
    draws: Draws,
) -> Demand:
    """Return what a course takes, from the levels of its parts.

    Parameters
    ----------
    levels
        Each part's level by day, and of what the course's paths call for, shape
        (futures, days) each.
    draws
        Quantity id to its value in each of these futures.
    """
    forces = casebook.forces
    if forces is None or not (forces.units or forces.aircraft):
        return Demand((), draws)
    pieces = []
    parts = whole_parts(casebook, casebook.courses[course])
    for part, by_day in zip(parts, levels, strict=True):
        for use in casebook.actions[part.action].uses:
            if _military(forces, part, use):
                standing = _standing(casebook, part, use, draws)
                amount = (by_day * standing[:, None]).astype(np.float32)
                pieces.append(Piece(part.action, use, amount))
    return Demand(tuple(pieces), draws)


def _military(forces: ForcesFile, part: Part, use: Use) -> bool:
    if use.kind == "person_days":
        status = forces.statuses.get(use.status or "")
        return use.recurring and status is not None and status.military
    if use.kind == "flight_hours":
        flown = forces.aircraft.values()
        return any(covered(a.covers, part.action, use) for a in flown)
    return False


def _standing(
    casebook: Casebook, part: Part, use: Use, draws: Draws
) -> NDArray[np.float64]:
    unit = "person" if use.kind == "person_days" else "hour/day"
    scale = draws[part.scale] if isinstance(part.scale, str) else part.scale
    per = factor(casebook.quantities[use.amount].unit, unit)
    amount: NDArray[np.float64] = draws[use.amount] * scale * per
    return amount


def in_units(casebook: Casebook, wanted: Demand) -> dict[str, Array]:
    """Return units on the mission by type, shape (futures, days) each.

    People whom no draw of the casebook covers are in no type.
    """
    forces = casebook.forces
    found: dict[str, Array] = {}
    for piece in wanted.pieces:
        draw = next(
            (
                d
                for d in (forces.draws if forces else ())
                if covered(d.covers, piece.action, piece.use)
            ),
            None,
        )
        if draw is None or forces is None or piece.use.kind != "person_days":
            continue
        weights = {u: wanted.draws[w] for u, w in draw.units.items()}
        total = np.sum(list(weights.values()), axis=0)
        for unit, weight in weights.items():
            held = forces.units[unit]
            strength = wanted.draws[held.strength]
            strength = strength * factor(
                casebook.quantities[held.strength].unit, "person"
            )
            share = np.divide(weight, total, out=np.zeros_like(total), where=total > 0)
            units = piece.amount * (share / strength).astype(np.float32)[:, None]
            found[unit] = found[unit] + units if unit in found else units
    return found


def in_aircraft(casebook: Casebook, wanted: Demand) -> dict[str, Array]:
    """Return hours flown by type of aircraft, shape (futures, days) each."""
    found: dict[str, Array] = {}
    for id_, held in (casebook.forces.aircraft if casebook.forces else {}).items():
        mine = [
            p.amount
            for p in wanted.pieces
            if p.use.kind == "flight_hours" and covered(held.covers, p.action, p.use)
        ]
        if mine:
            found[id_] = np.sum(mine, axis=0, dtype=np.float32)
    return found


def by_status(wanted: Demand) -> dict[str, Array]:
    """Return people on duty by status, shape (futures, days) each."""
    found: dict[str, Array] = {}
    for piece in wanted.pieces:
        status = piece.use.status
        if status is not None:
            held = found.get(status)
            found[status] = piece.amount if held is None else held + piece.amount
    return found


def relieved(
    wanted: Demand, substitutes: tuple[Substitute, ...]
) -> tuple[Demand, list[tuple[Piece, Substitute, Array]]]:
    """Let substitutes take over, each use by the first that covers it.

    Returns
    -------
    What stays, and what each takes over: the use, who, people or hours by day.
    """
    stays: list[Piece] = []
    over: list[tuple[Piece, Substitute, Array]] = []
    for piece in wanted.pieces:
        who = next(
            (s for s in substitutes if covered(s.covers, piece.action, piece.use)), None
        )
        if who is None:
            stays.append(piece)
            continue
        share = wanted.draws[who.share].astype(np.float32)
        lead = wanted.draws[who.lead].astype(np.float32)
        left, taken = replaced(piece.amount, share, lead)
        stays.append(replace(piece, amount=left))
        over.append((piece, who, taken))
    return Demand(tuple(stays), wanted.draws), over


def taken_over(wanted: Demand, substitutes: tuple[Substitute, ...]) -> Array64:
    """Return the share of military person-days that others could do, (futures,).

    0 where there are none.
    """
    _, over = relieved(wanted, substitutes)
    taken = np.zeros(wanted.futures)
    for piece, _, amount in over:
        if piece.use.kind == "person_days":
            taken = taken + amount.sum(axis=1, dtype=np.float64)
    whole = np.zeros(wanted.futures)
    for people in by_status(wanted).values():
        whole = whole + people.sum(axis=1, dtype=np.float64)
    return np.divide(taken, whole, out=np.zeros_like(whole), where=whole > 0)
