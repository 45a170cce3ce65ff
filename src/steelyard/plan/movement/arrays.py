"""What the search works on, as arrays that kernels can take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from steelyard.plan.movement.instance import Bools, Floats, Instance, Ints
from steelyard.plan.movement.packed import THOUSAND, Packed

SPELLS = (6, 10, 16, 24, 40, 90)
"""Days that a trial plans anew, one of these at random."""

REBASE = 0.15
"""Share of trials that also change where an aircraft is based."""


class Given(NamedTuple):
    """What no trial changes; see `Packed`, from which it comes.

    Attributes
    ----------
    queue
        Queue of each mission.
    costs
        Hold, late, end_hold, end_late of each queue, shape (queues, 4).
    dual
        Prices of missions by day with what is scarce priced, shape (missions, days).
    most
        Most people who can wait in each queue.
    kind, home
        Type and first hub of each aircraft; -1 where the plan may choose.
    near, bases
        Hubs within reach of a floor's hub, and hubs allowed, shapes (types, hubs).
    hand
        Days on which a type is at hand, shape (types, days).
    ferry
        Cost of changes of base, thousands, shape (types, hubs, hubs).
    spells
        Days that a trial plans anew, one of these at random.
    rebase
        Share of trials that also change where an aircraft is based.
    """

    first: Ints
    queue: Ints
    seats: Ints
    cost: Floats
    entry: Ints
    row: Ints
    offset: Ints
    amount: Floats
    release: Ints
    need: Ints
    cap: Ints
    country: Ints
    costs: Floats
    dual: Floats
    most: Ints
    kind: Ints
    home: Ints
    near: Bools
    bases: Bools
    hand: Bools
    ferry: Floats
    period: int
    spells: Ints
    rebase: float


class State(NamedTuple):
    """A plan that trials change in place.

    Attributes
    ----------
    flights, moved
        By mission and day, by queue and day.
    left, day_left, all_left
        What is left of rows by day, of countries by day, of countries in all.
    room
        Most people waiting that an insertion tells apart, by queue.
    hub
        Where each aircraft is in each period, shape (aircraft, periods).
    """

    flights: Ints
    moved: Ints
    left: Floats
    day_left: Floats
    all_left: Floats
    room: Ints
    hub: Ints


def given(
    instance: Instance,
    packed: Packed,
    costs: Floats,
    dual: Floats | None,
    kind: Ints,
    home: Ints,
) -> Given:
    """Return what no trial changes."""
    p = packed
    ferry = np.zeros((p.types, p.hubs, p.hubs))
    if instance.rebase.size:
        ferry = instance.rebase * THOUSAND
    if dual is None:
        dual = np.repeat(p.cost[:, None], p.days, axis=1)
    return Given(
        first=p.first,
        queue=np.repeat(np.arange(p.queues), np.diff(p.first)),
        seats=p.seats,
        cost=p.cost,
        entry=p.entry,
        row=p.row,
        offset=p.offset,
        amount=p.amount,
        release=p.release,
        need=p.need,
        cap=p.cap,
        country=p.country,
        costs=np.ascontiguousarray(costs),
        dual=np.ascontiguousarray(dual),
        most=np.maximum(p.release.sum(axis=1), 1),
        kind=kind,
        home=home,
        near=np.ascontiguousarray(p.near),
        bases=np.ascontiguousarray(instance.bases),
        hand=np.ascontiguousarray(instance.at_hand),
        ferry=np.ascontiguousarray(ferry, dtype=float),
        period=instance.period,
        spells=np.array(SPELLS),
        rebase=REBASE,
    )
