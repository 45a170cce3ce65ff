"""What a movement plan says, as plain data."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from steelyard.plan.movement.checker import Checked
from steelyard.plan.movement.data import Unmoved
from steelyard.plan.movement.factors import lifts
from steelyard.plan.movement.instance import Bools, Floats, Instance
from steelyard.plan.movement.shadow import shadows
from steelyard.plan.movement.solve import Solution
from steelyard.plan.movement.tables import (
    fleet_use,
    flights,
    links,
    overdue,
    waiting,
)

ASSUMES = (
    "a mission starts and ends at its hub; one that is back the same day takes its "
    "share of the type's hours, a longer one takes the aircraft for whole days",
    "people count as moved, and as taken by a country, on the day they leave",
    "who came first leaves first",
    "hours and costs are what the planning factors give; weather, breakdowns and "
    "refusals at the airport are left to the stress step",
)


def report(
    solution: Solution, checked: Checked, unmoved: tuple[Unmoved, ...]
) -> dict[str, Any]:
    """Return plain data: snake case keys, USD, days counted from the start."""
    instance, plan = solution.instance, solution.found
    table = links(instance, plan)
    left = waiting(instance, plan)
    late = overdue(instance, plan)
    return {
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "seconds": solution.seconds,
        "unit": "USD, with weights for waiting and lateness",
        "says": _says(solution),
        "timed_out": solution.timed_out,
        "steps": solution.steps,
        "rounds": solution.rounds,
        "checked": {
            "feasible": checked.feasible,
            "problems": list(checked.problems[:20]),
            "cost": checked.cost,
        },
        "start": instance.start,
        "days": instance.days,
        "people": _people(instance, plan.moved, left, late),
        "cost": _cost(solution, left, late),
        "fleets": _fleets(solution),
        "demand": _demand(instance, plan.moved, left, late),
        "links": [
            {"demand": i, "origin": a, "destination": b,
             "departures": table.departures(n)}
            for n, (i, a, b) in enumerate(table.links)
        ],
        "waiting": left.sum(axis=0).tolist(),
        "late": late.sum(axis=0).tolist(),
        "flights": flights(instance, plan),
        "missions": _missions(instance),
        "shadow_prices": [s.__dict__ for s in shadows(solution)],
        "closed_form": _closed(instance),
        "unmoved": [u.__dict__ for u in unmoved],
        "assumes": list(ASSUMES),
    }  # fmt: skip


def _says(solution: Solution) -> str:
    end = (
        "The time limit ended the search"
        if solution.timed_out
        else "The search took a fixed number of steps"
    )
    return (
        f"{end}; no plan can cost less than {100 * solution.gap:.2f} percent below "
        "this one."
    )


def _people(instance: Instance, moved: Any, left: Any, late: Any) -> dict[str, Any]:
    asked = instance.people
    due = sum(int(q.due[-1]) for q in instance.queues)
    end_late = int(late[:, -1].sum()) if late.size else 0
    return {
        "asked": asked,
        "moved": int(moved.sum()),
        "waiting_at_end": int(left[:, -1].sum()) if left.size else 0,
        "due": due,
        "overdue_at_end": end_late,
        "person_days_waiting": int(left.sum()),
        "person_days_late": int(late.sum()),
        "most_waiting": int(left.sum(axis=0).max(initial=0)),
    }


def _cost(solution: Solution, left: Any, late: Any) -> dict[str, float]:
    instance = solution.instance
    use = fleet_use(instance, solution.found)
    costs = instance.costs
    flown = float(use.cost.sum())
    moves = float((solution.found.basing.moves.sum(axis=3) * instance.rebase).sum()
                  if instance.rebase.size else 0.0)  # fmt: skip
    hold, lateness = costs.hold * float(left.sum()), costs.late * float(late.sum())
    rest = solution.objective - flown - moves - hold - lateness
    return {
        "flights": flown,
        "changes_of_base": moves,
        "waiting": hold,
        "lateness": lateness,
        "left_at_end": rest,
    }


def _fleets(solution: Solution) -> list[dict[str, Any]]:
    instance = solution.instance
    use = fleet_use(instance, solution.found)
    at = solution.found.basing.at
    rows = []
    for k, kind in enumerate(instance.fleets):
        hand = float(use.based[k].sum())
        emptied = np.flatnonzero(use.used[k] > use.based[k] - 0.05)
        emptied = emptied[use.based[k][emptied] > 0]
        rows.append(
            {
                "id": kind.id,
                "title": kind.title,
                "civil": kind.civil,
                "mode": kind.mode,
                "available": kind.available,
                "flights": int(use.flights[k]),
                "seats": int(use.seats[k]),
                "hours": float(use.hours[k]),
                "cost": float(use.cost[k]),
                "use": float(use.used[k].sum()) / hand if hand else 0.0,
                "peak": float(use.used[k].max(initial=0.0)),
                "days_emptied": len(emptied),
                "first_emptied": int(emptied[0]) if len(emptied) else None,
                "floor": kind.floor,
                "floor_hub": kind.floor_hub,
                "least_within_reach": _least(use.within[k], instance.at_hand[k]),
                "used_by_day": np.round(use.used[k], 3).tolist(),
                "within_by_day": np.round(use.within[k], 3).tolist(),
                "based": {
                    hub: at[k, h].tolist()
                    for h, hub in enumerate(instance.hubs)
                    if at[k, h].any()
                },
            }
        )
    return rows


def _least(within: Floats, open_: Bools) -> float:
    return float(within[open_].min()) if open_.any() else 0.0


def _demand(
    instance: Instance, moved: Any, left: Any, late: Any
) -> list[dict[str, Any]]:
    return [
        {
            "id": queue.id,
            "origin": queue.origin,
            "destination": queue.destination,
            "country": queue.country,
            "secured": queue.secured,
            "asked": int(queue.release.sum()),
            "moved": int(moved[q].sum()),
            "person_days_waiting": int(left[q].sum()),
            "person_days_late": int(late[q].sum()),
            "most_waiting": int(left[q].max(initial=0)),
        }
        for q, queue in enumerate(instance.queues)
    ]


def _missions(instance: Instance) -> dict[str, Any]:
    """Return every mission leg by leg, so that any can be checked by hand."""
    found = {}
    for q, queue in enumerate(instance.queues):
        for i, m in enumerate(queue.missions):
            kind = instance.fleets[m.fleet]
            found[f"{q}.{i}"] = {
                "fleet": kind.id,
                "hub": instance.hubs[m.hub],
                "seats": m.seats,
                "cost": round(m.cost, 2),
                "hours": round(m.hours, 3),
                "ground_hours": round(m.ground_hours, 3),
                "days": m.days,
                "aircraft_days": round(m.use * m.days, 4),
                "legs": [
                    {
                        "from": x.origin,
                        "to": x.destination,
                        "km": round(x.km, 1),
                        "hours": round(x.hours, 3),
                        "people": x.people,
                    }
                    for x in m.legs
                    if x.km > 0
                ],
            }
    return found


def _closed(instance: Instance) -> list[dict[str, Any]]:
    rows = []
    for queue in instance.queues:
        per_day = float(queue.release.sum()) / max(1, int((queue.release > 0).sum()))
        rows += [
            {
                "demand": lift.queue,
                "fleet": lift.fleet,
                "round_trip_hours": round(lift.round_trip_hours, 2),
                "people_per_day_by_fleet": round(lift.by_fleet, 1),
                "people_per_day_by_parking": None
                if lift.by_parking is None
                else round(lift.by_parking, 1),
                "people_per_day_asked": round(per_day, 1),
            }
            for lift in lifts(instance, queue)
        ]
    return rows


def day_name(start: str, day: int) -> str:
    """Return a day of the plan as a date, or as a number if the start is not known."""
    if not start:
        return f"day {day}"
    return (dt.date.fromisoformat(start) + dt.timedelta(days=day)).isoformat()
