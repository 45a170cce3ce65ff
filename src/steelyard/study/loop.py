"""Close the loop: plan, simulate, feed the shortfall back, plan again.

A round plans the course at best values, flies the plan in a sample of futures and runs
people through the network with the seats that leave. Beside it stands one run of the
same futures in which the fed links have seats without limit: what people would take
if there were enough. The n-th person to leave then is due as many days later as the
casebook's demand gives, and the service level is the share who leave by then.

Where it is below the target, the people who are planned for a link are multiplied by
the smallest factor with which a fluid that waits for that many times the flown seats
would be late half as often as the target allows; the ratio of who is late in the
simulation to who is late in the fluid is taken to stay. So the next plan is made for
more people, and buys the seats where they cost least. Plans only grow: a round that
overshoots is not trimmed.

References
----------
Byrne and Bakir (1999), Production planning using a hybrid simulation-analytical
approach, International Journal of Production Economics 59, 305-311 (plan, simulate,
adjust, plan again). The fluid: `steelyard.stress.fluid`.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.plan.movement.schedule import Schedule, fed_links, schedule
from steelyard.stress.flown import AsFlown
from steelyard.stress.fluid import on_time
from steelyard.stress.migration.flow import Arrivals
from steelyard.stress.people.course import PeopleModel, read_people
from steelyard.study.chain import COHORT
from steelyard.study.flown import fly, planned
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.levels import Levels, levels_of
from steelyard.study.margin import needed
from steelyard.study.people import arrivals_under, people_under
from steelyard.study.scene import Scene, scene

Array = NDArray[np.float64]

FUTURES, ROUNDS = 64, 4
"""Futures of a round, and most rounds."""
FREE = 1e6
"""Seats a day of a link without limit."""
MORE = 1.01
"""Seats over those of the round before below which a plan is taken to give no more."""


@dataclass(frozen=True)
class Round:
    """One round: a plan, and what became of it.

    Attributes
    ----------
    number
        From 1.
    margin
        Link to the factor on the people who were planned for it.
    plan
        The plan.
    planned
        Share of the plan's own people who leave when due, by the plan.
    seats
        Seats that left, over the horizon, (futures,).
    on_time, due
        People who left when due, and who were to, (futures,).
    """

    number: int
    margin: Mapping[str, float]
    plan: Schedule
    planned: float
    seats: Array
    on_time: Array
    due: Array

    @property
    def service(self) -> float:
        """Share of all people of all futures who left when due."""
        due = float(self.due.sum())
        return float(self.on_time.sum()) / due if due else 1.0

    def as_json(self, target: float) -> dict[str, Any]:
        """Return plain data: shares, USD, people over the horizon."""
        each = np.where(self.due > 0, self.on_time / np.maximum(self.due, 1.0), 1.0)
        plan = self.plan
        return {
            "round": self.number,
            "margin": dict(self.margin),
            "objective": plan.objective,
            "bound": plan.bound,
            "gap": plan.gap,
            "cost": plan.cost,
            "feasible": plan.feasible,
            "flights": len(plan.day),
            "seats": int(plan.seats.sum()),
            "people": int(plan.release.sum()),
            "moved": int(plan.moved.sum()),
            "planned_service": self.planned,
            "simulated_service": {"value": self.service, **_band(each)},
            "futures_that_hold": float((each >= target).mean()),
            "seats_flown": _figure(self.seats),
            "people_due": _figure(self.due),
            "people_late": _figure(self.due - self.on_time),
        }


@dataclass(frozen=True)
class Loop:
    """All rounds, and why there are no more.

    Attributes
    ----------
    within
        Link to the days after wanting a seat at which people are due.
    holds
        Whether the service level of the last round reaches the target.
    """

    course: str
    target: float
    within: Mapping[str, int]
    futures: int
    cohort: float
    seed: int
    rounds: tuple[Round, ...]
    holds: bool
    why: str
    seconds: float = field(compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return plain data for JSON output; the last round's plan at the top."""
        last = self.rounds[-1].plan
        return {
            "objective": last.objective,
            "bound": last.bound,
            "gap": last.gap,
            "seconds": self.seconds,
            "unit": "USD, with weights for waiting and lateness",
            "target": self.target,
            "within_days": dict(self.within),
            "futures": self.futures,
            "cohort": self.cohort,
            "seed": self.seed,
            "holds": self.holds,
            "why": self.why,
            "rounds": [r.as_json(self.target) for r in self.rounds],
            "model": "steelyard.study.loop",
            "band": "5th to 95th percentile of futures",
        }


def close_loop(
    casebook: Casebook,
    course: str,
    *,
    seed: int = 1,
    seconds: float | None = None,
    futures: int = FUTURES,
    rounds: int = ROUNDS,
    cohort: float = COHORT,
    kit: Kit | None = None,
    workers: int = 1,
) -> Loop | None:
    """Plan a course and simulate it until the simulated service level holds.

    Parameters
    ----------
    seed
        Of searches, futures and luck.
    seconds
        Time for each plan; None for a fixed effort that no machine changes.
    futures, rounds
        How many, from 1.
    cohort
        People for whom one simulated person stands.
    kit
        The casebook made ready; read if left out.
    workers
        Threads of the simulation; they never change a number.

    Returns
    -------
    None if no plan of the course feeds a link of the casebook's network.

    Raises
    ------
    ValueError
        If `futures` or `rounds` is below 1.
    """
    begun = time.monotonic()
    if rounds < 1:
        raise ValueError(f"rounds must be at least 1, got {rounds}")
    plan = _first(casebook, course, seed, seconds)
    people = read_people(casebook)
    if plan is None or people is None:
        return None
    luck = (futures, seed, cohort, workers)
    stage = _stage(kit or read_kit(casebook), people, course, luck)
    done, why = _rounds(stage, plan, seconds, rounds)
    return Loop(
        course, stage.target, stage.within, futures, cohort, seed, done,
        done[-1].service >= stage.target, why, time.monotonic() - begun,
    )  # fmt: skip


def _rounds(
    stage: _Stage, plan: Schedule, seconds: float | None, most: int
) -> tuple[tuple[Round, ...], str]:
    """Return all rounds, and why there are no more."""
    wanted = stage.wanted(plan.links)
    margin, done = dict.fromkeys(plan.links, 1.0), list[Round]()
    while True:
        found = fly(stage.kit, stage.here, stage.course, stage.levels, plan)
        left = stage.left(found.seats)
        done.append(_round(stage, len(done) + 1, margin, found, wanted, left))
        why = _why(done, stage.target, most)
        if why:
            return tuple(done), why
        margin = stage.more(margin, wanted, left, found.seats)
        more = schedule(
            stage.kit.casebook, stage.course, seed=stage.here.seed, seconds=seconds,
            margin=margin,
        )  # fmt: skip
        assert more is not None
        plan = more


def _first(
    casebook: Casebook, course: str, seed: int, seconds: float | None
) -> Schedule | None:
    if seconds is None:
        return planned(casebook, course, seed)
    return schedule(casebook, course, seed=seed, seconds=seconds)


def _why(done: list[Round], target: float, most: int) -> str:
    """Return why there is no next round, empty if there is one."""
    last = done[-1]
    if last.service >= target:
        return f"the simulated service level reaches the target of {target:.1%}"
    if len(done) > 1 and last.plan.seats.sum() <= MORE * done[-2].plan.seats.sum():
        return (
            "more people in the plan bring no more seats: fleets, parking or what "
            "lateness is worth end it below the target"
        )
    return f"{most} rounds were made, the most allowed" if len(done) == most else ""


def _round(
    stage: _Stage,
    number: int,
    margin: Mapping[str, float],
    found: AsFlown,
    wanted: Mapping[str, Array],
    left: Mapping[str, Array],
) -> Round:
    plan = found.schedule
    pairs = [on_time(wanted[n], left[n], stage.within[n]) for n in plan.links]
    due = plan.due.astype(float)
    kept, all_ = on_time(due, np.cumsum(plan.moved, axis=1).astype(float), 0)
    total = float(all_.sum())
    return Round(
        number=number,
        margin=dict(margin),
        plan=plan,
        planned=float(kept.sum()) / total if total else 1.0,
        seats=np.sum([s.sum(axis=1) for s in found.seats.values()], axis=0),
        on_time=np.sum([kept for kept, _ in pairs], axis=0),
        due=np.sum([due for _, due in pairs], axis=0),
    )


@dataclass(frozen=True)
class _Stage:
    """What all rounds share."""

    kit: Kit
    people: PeopleModel
    here: Scene
    course: str
    levels: Levels
    arrivals: Mapping[str, Arrivals]
    target: float
    within: Mapping[str, int]
    cohort: float
    workers: int

    def left(self, seats: Mapping[str, Array]) -> dict[str, Array]:
        """Return who has left by each link and day, (futures, days) each."""
        block = people_under(
            self.kit, self.here, self.course, self.people, self.arrivals,
            self.levels, seats=seats, cohort=self.cohort, workers=self.workers,
        )  # fmt: skip
        return {name: block.through(name) for name in seats}

    def wanted(self, links: tuple[str, ...]) -> dict[str, Array]:
        """Return who would have left by each day if seats had no limit."""
        return self.left({name: np.full(self.people.days, FREE) for name in links})

    def more(
        self,
        margin: Mapping[str, float],
        wanted: Mapping[str, Array],
        left: Mapping[str, Array],
        seats: Mapping[str, Array],
    ) -> dict[str, float]:
        """Return the factors on the people planned for in the next round."""
        found = {}
        for link, held in margin.items():
            taken = (wanted[link], left[link], seats[link])
            factor = needed(*taken, self.within[link], self.target)
            found[link] = round(held * factor, 3)
        return found


def _stage(
    kit: Kit, people: PeopleModel, course: str, luck: tuple[int, int, float, int]
) -> _Stage:
    casebook, (futures, seed, cohort, workers) = kit.casebook, luck
    here = scene(kit, sample(casebook, futures, seed), slice(0, futures))
    levels = levels_of(kit, here, course)
    movement = casebook.movement
    assert movement is not None
    assert movement.flown is not None
    within = {}
    for fed in fed_links(casebook, course):
        within[fed.link] = min(
            (dt.date.fromisoformat(x.due_start)
             - dt.date.fromisoformat(x.ready_start or x.due_start)).days
            for x in movement.demand
            if x.destination in fed.destinations
        )  # fmt: skip
    target = casebook.quantities[movement.flown.target].value
    arrivals = arrivals_under(kit, here, levels)
    return _Stage(
        kit, people, here, course, levels, arrivals, target, within, cohort, workers
    )


def _band(values: Array) -> dict[str, float]:
    low, high = np.quantile(values, (0.05, 0.95))
    return {"low": float(low), "high": float(high)}


def _figure(values: Array) -> dict[str, float]:
    return {"value": float(np.median(values)), **_band(values)}
