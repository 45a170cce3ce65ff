"""The verb: plan the sites of a course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.law import admissible, law_of
from steelyard.plan.amounts import Amounts
from steelyard.plan.linear import relative_gap
from steelyard.plan.sites.distance import position
from steelyard.plan.sites.explain import conflict
from steelyard.plan.sites.problem import SitePlan
from steelyard.plan.sites.read import Reading, read
from steelyard.plan.sites.robust import Criterion, NoPlanError, choose
from steelyard.plan.sites.verify import Verified, places, verify
from steelyard.plan.sites.wanted import horizon, wanted

SCENARIOS = 8
NODES = 150
GAP = 0.01


@dataclass(frozen=True)
class SitesPlan:
    """A course's sites: the plan, or why there is none."""

    data: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return self.data


def sites(
    casebook: Casebook,
    course: str,
    *,
    seed: int = 1,
    seconds: float | None = None,
    scenarios: int = SCENARIOS,
    criterion: Criterion = "mean and tail",
    most: int | None = None,
) -> SitesPlan | None:
    """Choose the sites of a course, when they open and close, and how large they are.

    Parameters
    ----------
    casebook, course
        Read and cross-checked.
    seed
        Of the scenarios of places wanted.
    seconds
        Time limit; a fixed effort if None, so that no result depends on the machine.
    scenarios
        Number of them.
    criterion
        How they are weighed.
    most
        Most sites, if limited.

    Returns
    -------
    The plan, or None if the casebook has no sites or the course wants none.
    """
    amounts = Amounts(casebook)
    reading = read(casebook, amounts, course, scenarios, seed)
    if reading is None:
        return None
    reading = replace(reading, problem=replace(reading.problem, most=most))
    nodes = NODES if seconds is None else None
    base = _base(casebook, amounts, course, reading, seed)
    try:
        plan = choose(reading.problem, criterion, GAP, seconds, nodes)
    except NoPlanError as error:
        why = list(conflict(reading.problem)) if "limits" in str(error) else []
        nothing = {"objective": None, "bound": None, "gap": None, "seconds": 0.0}
        words = {"reason": str(error), "conflict": why}
        return SitesPlan({**nothing, "infeasible": words, **base})
    found = verify(reading.problem, plan)
    return SitesPlan({**_told(casebook, course, reading, plan, found), **base})


def _base(
    casebook: Casebook, amounts: Amounts, course: str, reading: Reading, seed: int
) -> dict[str, Any]:
    p, file = reading.problem, casebook.sites
    assert file is not None
    height = p.demand.sum(axis=1).max(axis=1)
    return {
        "course": course,
        "scenarios": len(p.demand),
        "seed": seed,
        "periods": [float(d) for d in p.days],
        "wanted": {
            "value": float(np.median(height)),
            "band": [float(np.quantile(height, q)) for q in (0.05, 0.95)],
            "unit": "person",
            "means": "people who need a place at the height, 5th to 95th of scenarios",
        },
        "module": {
            "people": p.module,
            "binding": reading.module.binding,
            "by_standard": dict(reading.module.people),
        },
        "service": p.weighing.service,
        "basis": amounts.basis(),
        "trace": sorted(amounts.read),
        "law": law(casebook, file.wanted.actions),
        "notes": list(file.notes),
    }


def law(casebook: Casebook, actions: Sequence[str]) -> dict[str, Any]:
    """Return whether the actions behind the plan are lawful, without taking sides."""
    known = law_of(casebook)
    if known is None:
        return {}
    acts = {a: casebook.actions[a].acts for a in actions}
    gates = admissible(known, acts, casebook.front.as_of.law)
    return {
        action: {"domestic": gate.domestic, "international": gate.international}
        for action, gate in gates.items()
    }


def _told(
    casebook: Casebook, course: str, reading: Reading, plan: SitePlan, found: Verified
) -> dict[str, Any]:
    p = reading.problem
    room = places(p, plan)
    daily = wanted(casebook, Amounts(casebook), course)
    rows = []
    for i in range(len(p.names)):
        row = _candidate(casebook, reading, i)
        row["chosen"] = bool(plan.open[i].max() > 0.5)
        if row["chosen"]:
            row |= _opened(casebook, reading, plan, i, int(np.argmax(daily > 0)))
            row["places"] = [float(v) for v in room[i]]
            row["largest"] = float(room[i].max())
        rows.append(row)
    return {
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": relative_gap(plan.objective, plan.bound),
        "seconds": plan.seconds,
        "status": plan.status,
        "criterion": plan.criterion,
        "cost": plan.parts,
        "scenario_costs": [float(c) for c in plan.scenario_costs],
        "sites": rows,
        "unmet": found.unmet,
        "checked": {"problems": list(found.problems), "moving": found.moving},
    }


def _candidate(casebook: Casebook, reading: Reading, i: int) -> dict[str, Any]:
    """Return what is known of a candidate, chosen or not."""
    p, file = reading.problem, casebook.sites
    assert file is not None
    id_ = p.names[i]
    item, own = file.candidates[id_], reading.own[id_]
    lat, lon = position(casebook, item)
    return {
        "id": id_,
        "title": item.title,
        "region": item.region,
        "kind": file.kinds[item.kind].title,
        "lat": lat,
        "lon": lon,
        "used_before": len(item.history),
        "holds": float(own.least),
        "binding": file.standards[own.binding].title,
        "next_holds": float(own.next),
        "displaces": item.displaces,
        "kilometres": float(reading.kilometres[i] @ _shares(p.demand)),
    }


def _opened(
    casebook: Casebook, reading: Reading, plan: SitePlan, i: int, needed: int
) -> dict[str, Any]:
    """Return when a chosen site opens and closes, and its modules."""
    first, _ = horizon(casebook)
    starts = np.concatenate([[0.0], np.cumsum(reading.problem.days)])
    stands = np.flatnonzero(plan.open[i] > 0.5)
    lead = float(reading.leads[i])
    notice = max(float(starts[stands[0]]), needed - lead)
    opens = first + timedelta(days=notice)
    arrivals = first + timedelta(days=notice + lead)
    closes = first + timedelta(days=float(starts[stands[-1] + 1]))
    return {
        "opens": opens.isoformat(),
        "first_arrivals": arrivals.isoformat(),
        "closes": closes.isoformat(),
        "modules": [int(m) for m in plan.modules[i]],
    }


def _shares(demand: Any) -> Any:
    total = demand.sum(axis=(0, 2))
    return total / max(float(total.sum()), 1e-9)
