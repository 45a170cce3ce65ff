"""People in the network under every course: occupancy, waits, clocks, bottlenecks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import BASES
from steelyard.casebook.schema.network import Network
from steelyard.stress.escalation.called import whole_parts
from steelyard.stress.people.course import (
    PeopleBlock,
    PeopleModel,
    measures,
    read_people,
    under,
)
from steelyard.stress.people.feeds import Fed
from steelyard.stress.people.marginal import Gain, marginal
from steelyard.stress.people.replay import ENOUGH, Replayed, replays
from steelyard.stress.people.seasons import seasons
from steelyard.stress.people.summary import (
    arrival_rows,
    clock_rows,
    exit_rows,
    flow_rows,
    wait_rows,
)
from steelyard.study.exhibits.order import Order
from steelyard.study.futures import sample
from steelyard.study.kit import Kit
from steelyard.study.levels import levels_of
from steelyard.study.people import action_days, arrivals_under, fed_flows
from steelyard.study.scene import Scene, scene

Array = NDArray[np.float64]

FUTURES = 8
"""Most futures that the exhibit runs, whatever the run has."""
COHORT = 25.0
"""People for whom one simulated person stands, here."""
GAINS = (
    "people.breach_hours",
    "people.care_breaches",
    "people.removals",
    "people.released_no_bed",
)
"""Measures of what more of a resource would change, as far as the network has them."""


@dataclass(frozen=True)
class _Stage:
    """What all courses of the exhibit share."""

    kit: Kit
    here: Scene
    people: PeopleModel


def people(order: Order) -> dict[str, Any] | None:
    """Return the exhibit, None for a casebook without a network that flows feed."""
    model = read_people(order.casebook)
    if model is None or not model.network.feeds:
        return None
    futures = min(order.futures, FUTURES)
    kit = order.kit
    here = scene(kit, sample(order.casebook, futures, order.seed), slice(0, futures))
    stage = _Stage(kit, here, model)
    return {
        "futures": futures,
        "cohort": COHORT,
        "seed": order.seed,
        "start": model.start,
        "end": model.end,
        "title": model.network.title,
        "basis": _basis(kit, model.network),
        "trace": [
            {"kind": "model", "id": "stress.people.course"},
            *({"kind": "table", "id": t} for t in _tables(model.network, kit)),
        ],
        "groups": [
            {"id": g.id, "title": g.title, "says": g.says} for g in model.network.groups
        ],
        "exits": [{"id": e.id, "says": e.says} for e in model.network.exits],
        "courses": {course: _course(stage, course) for course in order.courses},
        "replays": [_replayed(done) for done in replays(order.casebook)],
    }


def _basis(kit: Kit, network: Network) -> dict[str, int]:
    """Return how many of the network's quantities rest on what."""
    text = network.model_dump_json()
    used = [q for id_, q in kit.casebook.quantities.items() if f'"{id_}"' in text]
    return {b: n for b in BASES if (n := sum(q.basis == b for q in used))}


def _tables(network: Network, kit: Kit) -> list[str]:
    queries = " ".join(r.arrivals_sql + r.observed_sql for r in network.replays)
    return [name for name in sorted(kit.casebook.tables) if f" {name}" in queries]


def _course(stage: _Stage, course: str) -> dict[str, Any]:
    kit, here, model = stage.kit, stage.here, stage.people
    levels = levels_of(kit, here, course)
    flows = fed_flows(kit, here, arrivals_under(kit, here, levels), model)
    parts = whole_parts(kit.casebook, kit.casebook.courses[course])
    days = action_days(parts, levels.parts, here.draws)
    block = under(
        model,
        flows,
        here.draws,
        days,
        futures=here.numbers,
        seed=here.seed,
        course=course,
        cohort=COHORT,
    )
    found = measures(block)
    return {
        "groups": seasons(block),
        "measures": {n: _figure(n, v) for n, v in found.items() if _kept(n, v)},
        "waits": _tidy(wait_rows(block)),
        "clocks": _tidy(clock_rows(block)),
        "exits": _tidy(exit_rows(block)),
        "arrivals": _tidy(arrival_rows(block)),
        "flows": _tidy(flow_rows(block)),
        "busiest": _busiest(block),
        **_gains(stage, course, flows, days, block),
    }


def _kept(name: str, values: Array) -> bool:
    return bool(values.any()) or name.count(".") == 1


def _figure(name: str, values: Array) -> dict[str, Any]:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    unit = "person"
    if "breach_hours" in name:
        unit = "person*hour"
    elif "care_breaches" in name or name.endswith("over_room"):
        unit = "person*day"
    elif ".wait." in name:
        unit = "hour"
    return {
        "value": round(float(middle), 2),
        "low": round(float(low), 2),
        "high": round(float(high), 2),
        "unit": unit,
    }


def _tidy(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}
        for row in rows
    ]


def _busiest(block: PeopleBlock) -> list[dict[str, Any]]:
    """Return how full servers, rooms and seats were, the fullest first."""
    rows: list[dict[str, Any]] = []
    for s, name in enumerate(block.names.stations):
        busy = block.busy[:, s]
        if np.isfinite(busy).all():
            rows.append({"place": name, "what": "servers", "share": busy.mean()})
        room = block.room[:, :, s]
        if np.isfinite(room).all() and room.any() and block.seats[:, s].sum() == 0:
            full = block.inside[:, :, s].sum() / room.sum()
            rows.append({"place": name, "what": "room", "share": full})
        if block.seats[:, s].sum() > 0:
            used = block.seats_used[:, s].sum() / block.seats[:, s].sum()
            rows.append({"place": name, "what": "seats", "share": used})
    rows.sort(key=lambda row: -row["share"])
    says = {place.id: place.says or place.id for place in block.network.places}
    return [
        {**row, "says": says[row["place"]], "share": round(float(row["share"]), 3)}
        for row in rows[:12]
    ]


def _gains(
    stage: _Stage,
    course: str,
    flows: Mapping[str, Fed],
    days: Mapping[str, Array],
    block: PeopleBlock,
) -> dict[str, Any]:
    """Return gains in a typical and a heavy future, by arrivals."""
    coming = sum(f.people.sum(axis=(1, 2, 3)) for f in flows.values())
    order = np.argsort(np.asarray(coming), kind="stable")
    rows = list(dict.fromkeys((int(order[(len(order) - 1) // 2]), int(order[-1]))))
    gains = marginal(
        stage.people,
        {i: Fed(f.regions, f.classes, f.people[rows]) for i, f in flows.items()},
        {name: values[rows] for name, values in stage.here.draws.items()},
        {name: level[rows] for name, level in days.items()},
        futures=stage.here.numbers[rows],
        seed=stage.here.seed,
        course=course,
    )
    used = {way for way in GAINS if way in measures(block)}
    return {
        "gains_in": [round(float(np.asarray(coming)[row])) for row in rows],
        "gains": [_gain(gain, used) for gain in gains],
    }


def _gain(gain: Gain, used: set[str]) -> dict[str, Any]:
    return {
        "id": gain.resource.id,
        "what": gain.resource.what,
        "says": gain.resource.says,
        "per": gain.per,
        "change": {
            name: [round(float(x), 1) for x in gain.change[name]]
            for name in GAINS
            if name in used
        },
    }


def _replayed(done: Replayed) -> dict[str, Any]:
    months = [m for m in done.months if m >= done.replay.judged[0]]
    first = len(done.months) - len(months)
    groups = []
    for group, known in done.observed.items():
        ways = {
            way: [round(float(x)) for x in by_group[group][first:]]
            for way, by_group in done.simulated.items()
        }
        scored = len(known) >= ENOUGH
        groups.append(
            {
                "id": group,
                "observed": [known.get(month) for month in months],
                "simulated": ways,
                "errors": {
                    way: {
                        "percent": round(done.error(way, group), 1),
                        "bias": round(done.bias(way, group), 1),
                        "months": len(done.judged(way)),
                    }
                    for way in ways
                }
                if scored
                else {},
                "nothing_changes": round(done.still("fitted", group), 1)
                if scored
                else None,
            }
        )
    return {
        "id": done.replay.id,
        "says": done.replay.says,
        "months": months,
        "fitted": done.replay.fitted,
        "factor": round(done.factor, 3),
        "cohort": done.cohort,
        "groups": groups,
    }
