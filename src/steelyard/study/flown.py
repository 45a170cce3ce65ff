"""Movement as flown: a plan made once for a course, then flown in every future."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.plan.movement.schedule import Schedule, fed_links, schedule
from steelyard.stress.escalation.called import whole_parts
from steelyard.stress.flown import AsFlown, as_flown
from steelyard.study.kit import Kit
from steelyard.study.levels import Levels
from steelyard.study.people import action_days
from steelyard.study.scene import Scene

Array = NDArray[np.float64]

_HELD: dict[str, Schedule | None] = {}
_LOCKS: dict[str, threading.Lock] = {}
_GATE = threading.Lock()


def planned(casebook: Casebook, course: str, seed: int) -> Schedule | None:
    """Return a course's plan for the links it feeds, None where it feeds none.

    It is made once in a process, at best values and with a fixed effort, so that it
    is the same wherever it is made. Courses that move the same people on the same
    fleets from the same days share it.
    """
    if not fed_links(casebook, course):
        return None
    key = _key(casebook, course, seed)
    with _GATE:
        lock = _LOCKS.setdefault(key, threading.Lock())
    with lock:
        if key not in _HELD:
            _HELD[key] = schedule(casebook, course, seed=seed)
        return _HELD[key]


def _key(casebook: Casebook, course: str, seed: int) -> str:
    movement = casebook.movement
    assert movement is not None
    named = {a for f in movement.fleets.values() for a in f.actions}
    named |= {a for d in movement.demand for a in d.actions}
    parts = casebook.courses[course].parts
    starts = sorted({(p.action, p.start or "") for p in parts if p.action in named})
    values = [(id_, q.value) for id_, q in casebook.quantities.items()]
    text = f"{casebook.digest} {seed} {starts} {values} {movement.model_dump_json()}"
    return hashlib.sha256(text.encode()).hexdigest()


def flown(kit: Kit, here: Scene, course: str, levels: Levels) -> AsFlown | None:
    """Fly a course's plan in a block of futures, None where it feeds no link."""
    plan = planned(kit.casebook, course, here.seed)
    return None if plan is None else fly(kit, here, course, levels, plan)


def fly(kit: Kit, here: Scene, course: str, levels: Levels, plan: Schedule) -> AsFlown:
    """Fly a plan under a course in a block of futures."""
    parts = whole_parts(kit.casebook, kit.casebook.courses[course])
    return as_flown(
        kit.casebook,
        plan,
        here.draws,
        action_days(parts, levels.parts, here.draws),
        futures=here.numbers,
        seed=here.seed,
    )


def flown_seats(
    kit: Kit, here: Scene, course: str, levels: Levels
) -> Mapping[str, Array] | None:
    """Return seats by link, (futures, days) each; None where no link is fed."""
    found = flown(kit, here, course, levels)
    return None if found is None else found.seats


def flown_columns(
    casebook: Casebook, found: AsFlown | None, futures: int
) -> dict[str, Array]:
    """Return outcomes of the fed links, (futures,) each; 0 where none is fed.

    Empty for a casebook that does not say how plans are flown.
    """
    if casebook.movement is None or casebook.movement.flown is None:
        return {}
    names = ("flights_planned", "flights_refused", "flights_cancelled",
             "flights_without_aircraft", "seats_planned", "seats_flown",
             "people_planned", "people_flown")  # fmt: skip
    if found is None:
        return {f"movement.{name}": np.zeros(futures) for name in names}
    plan = found.schedule
    values = (len(plan.day), *found.lost.values(), plan.seats.sum(),
              sum(s.sum(axis=1) for s in found.seats.values()),
              plan.moved.sum(), found.people())  # fmt: skip
    return {
        f"movement.{name}": np.broadcast_to(np.asarray(v, float), futures).copy()
        for name, v in zip(names, values, strict=True)
    }
