"""Units of a course: on the mission, needed, free, by month; people on duty."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.figure import Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES
from steelyard.casebook.schema.forces import UnitType
from steelyard.stress.readiness.dwell import dwell
from steelyard.study.figures import estimate
from steelyard.study.force.records import (
    Band3,
    DutyMonth,
    UnitFinding,
    UnitMonth,
)
from steelyard.study.force.starts import month_slices
from steelyard.study.pool import free_by_day, free_units, training_by_day
from steelyard.study.readiness import Demand, by_status

Array = NDArray[np.float32]


def band3(values: Array) -> Band3:
    """Return low, median and high of the middle two thirds."""
    low, middle, high = np.quantile(values, [1 / 6, 0.5, 5 / 6])
    return float(low), float(middle), float(high)


def unit_findings(
    casebook: Casebook,
    course: str,
    wanted: Demand,
    units: dict[str, Array],
    trace: tuple[Step, ...],
) -> tuple[UnitFinding, ...]:
    """Hold each type of unit on the mission against what is free of it.

    Parameters
    ----------
    units
        Units on the mission by type, shape (futures, days) each.
    """
    forces = casebook.forces
    held = forces.units if forces else {}
    return tuple(
        _unit(casebook, course, wanted, id_, held[id_], units[id_], trace)
        for id_ in held
        if id_ in units
    )


def _unit(
    casebook: Casebook,
    course: str,
    wanted: Demand,
    id_: str,
    held: UnitType,
    away: Array,
    trace: tuple[Step, ...],
) -> UnitFinding:
    free = np.broadcast_to(free_by_day(casebook, wanted.draws, id_), away.shape)
    none = np.zeros(wanted.futures, dtype=np.float32)
    ratio = wanted.draws[held.dwell].astype(np.float32) if held.dwell else none
    home = dwell(away, free, ratio)
    rate = wanted.draws[held.training] if held.training else none
    training = training_by_day(casebook, wanted.draws, id_)
    clash = (away * training).sum(axis=1) if training is not None else none
    used = [casebook.quantities[s.id].basis for s in trace if s.kind == "quantity"]
    return UnitFinding(
        unit=id_,
        title=held.title,
        component=held.component,
        peak=band3(away.max(axis=1)),
        free=band3(free_units(casebook, wanted.draws, id_)),
        short_days=estimate(
            f"readiness.{course}.dwell.{id_}",
            f"{casebook.courses[course].title}: unit-days short of time at home, "
            f"{held.title}",
            home.short.astype(np.float64),
            "unit day",
            basis={max(used, key=BASES.index): 1.0} if used else None,
            formula="units on the mission x (1 + dwell) less free units, "
            "where above zero, summed over days",
            trace=trace,
        ),
        breach=float((home.short > 0).mean()),
        attained=band3(np.minimum(home.attained, 99.0)),
        training_days=float(np.median(away.sum(axis=1) * rate)),
        training_clash=float(np.median(clash)),
        months=tuple(
            UnitMonth(
                month=name,
                taken=band3(away[:, at].mean(axis=1)),
                needed=band3((away * (1.0 + ratio[:, None]))[:, at].mean(axis=1)),
                free=band3(free[:, at].mean(axis=1)),
            )
            for name, at in month_slices(casebook)
        ),
    )


def calendar(casebook: Casebook, wanted: Demand) -> tuple[DutyMonth, ...]:
    """Return military people on duty by month, all uses of the course together."""
    people = by_status(wanted)
    if not people:
        return ()
    total: Array = np.sum(list(people.values()), axis=0, dtype=np.float32)
    return tuple(
        DutyMonth(
            month=name,
            people=band3(total[:, at].mean(axis=1)),
            by_status={
                status: float(np.median(level[:, at].mean(axis=1)))
                for status, level in people.items()
            },
        )
        for name, at in month_slices(casebook)
    )
