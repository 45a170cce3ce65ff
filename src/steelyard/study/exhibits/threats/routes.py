"""Routes: seizures, shares, forecasts, courses, and which quantities decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.stress.narcotics.argument import Argument, argue, crossings_fall_more
from steelyard.stress.narcotics.course import RouteModel, baseline_shares, choice_of
from steelyard.stress.narcotics.effort import equalising, least_delivered
from steelyard.stress.narcotics.forecast import judge
from steelyard.stress.narcotics.routes import Choice
from steelyard.stress.setting import Happening
from steelyard.study.exhibits.threats.band import band, digits
from steelyard.study.kit import Kit
from steelyard.study.scene import Scene

Array = NDArray[np.float64]

EFFORT = 1.0
"""Effort that is spread: what catches 63 percent of what it could on one route."""
TRIED = 100
"""Futures in which the best spread is looked for."""
STARTS = 3
"""Starts of each search; from more of them it meets the same spread."""
_SAME = 1e-3
"""A difference of multiples below this is no difference."""


def routes(
    kit: Kit, here: Scene, happened: Mapping[str, Happening]
) -> dict[str, Any] | None:
    """Return the record of seizures and what follows from it under each course."""
    model = kit.setting.routes
    if model is None:
        return None
    return {
        "unit": "lb/year",
        "groups": {g: _group_title(model, g) for g in model.fit.groups},
        "goods": {
            good: _good(model, here, happened, g)
            for g, good in enumerate(model.fit.goods)
        },
        "years": list(model.record.years),
        "partial": list(model.record.partial),
        "calibrate": list(model.spec.calibrate),
        "judged": list(model.spec.judge),
        "hold_out": [
            s.as_json()
            for s in judge(model.record, model.spec.calibrate, model.spec.judge)
        ],
        "argument": _arguments(kit, here, happened),
        "effort": _effort(kit, model, here),
    }  # fmt: skip


def _group_title(model: RouteModel, group: str) -> str:
    held = [r.title for r in model.spec.routes.values() if r.group == group]
    return "; ".join(held)


def _good(
    model: RouteModel, here: Scene, happened: Mapping[str, Happening], g: int
) -> dict[str, Any]:
    good = model.fit.goods[g]
    share, seizure = baseline_shares(model, here.draws)
    shares = model.record.shares()[:, :, g]
    ahead = {
        year: model.fit.draw(year - model.spec.calibrate[1], 1000, 1)[:, :, g]
        for year in range(model.spec.calibrate[1] + 1, model.spec.judge[1] + 1)
    }
    courses = {}
    for id_, what in happened.items():
        result = what.routes
        assert result is not None
        deaths = result.after.deaths[:, g]
        courses[id_] = {
            "supply": band(result.after.supply[:, g]),
            "price": band(result.after.price[:, g]),
            "purity": band(result.after.purity[:, g]),
            "seized": band(result.seized_share()[:, g]),
            "deaths": None if np.isnan(deaths).any() else band(deaths),
        }
    return {
        "title": model.spec.goods[good].title,
        "seized": [digits(v) for v in model.record.values[:, :, g].sum(axis=1)],
        "shares": [[digits(v) for v in row] for row in shares],
        "fitted": [digits(v) for v in model.fit.shares()[:, g]],
        "ahead": {
            str(year): [band(drawn[:, k]) for k in range(drawn.shape[1])]
            for year, drawn in ahead.items()
        },
        "routes": {
            id_: {
                "title": model.spec.routes[id_].title,
                "share": band(share[:, g, r]),
                "seizure": band(seizure[:, r]),
                "counted": model.spec.routes[id_].group is not None,
            }
            for r, id_ in enumerate(model.routes)
        },
        "courses": courses,
    }


def _arguments(
    kit: Kit, here: Scene, happened: Mapping[str, Happening]
) -> dict[str, Any]:
    """Hold crossings against what is delivered, course by course."""
    some = {n: here.draws[n] for n in levers(kit.casebook)}
    out = {}
    flow = next(iter(here.ground.arrivals), None)
    for id_, what in happened.items():
        if flow is None or what.routes is None:
            continue
        base = here.ground.arrivals[flow].monthly.sum(axis=(1, 2))
        crossings = what.arrivals[flow].monthly.sum(axis=(1, 2)) / base
        supply = what.routes.after.supply[:, 0]
        if max(np.abs(crossings - 1).max(), np.abs(supply - 1).max()) < _SAME:
            continue
        found = argue(crossings_fall_more(crossings, supply), some, 5)
        out[id_] = {
            "crossings": band(crossings),
            "supply": band(supply),
            **_argument(found),
        }
    return out


def _argument(found: Argument) -> dict[str, Any]:
    return {
        "share": digits(found.share),
        "deciders": [
            {**{k: digits(v) if isinstance(v, float) else v
                for k, v in d.__dict__.items()}, "decides": d.decides}
            for d in found.deciders
        ],
    }  # fmt: skip


def levers(casebook: Casebook) -> list[str]:
    """Return the uncertain quantities that the setting names, in their order."""
    assert casebook.threat is not None
    named: set[str] = set()

    def walk(item: object) -> None:
        if isinstance(item, str):
            named.add(item)
        elif isinstance(item, Mapping):
            for value in item.values():
                walk(value)
        elif isinstance(item, list | tuple):
            for value in item:
                walk(value)

    walk(casebook.threat.model_dump())
    return [
        id_ for id_, q in casebook.quantities.items() if id_ in named and q.uncertain
    ]


def _effort(kit: Kit, model: RouteModel, here: Scene) -> dict[str, Any]:
    """Spread effort so that least of the first good is delivered."""
    share, seizure = baseline_shares(model, here.draws)
    choice, first = choice_of(model.spec, here.draws), share[:, 0]
    few = slice(0, min(TRIED, len(here)))
    some = Choice(**{name: value[few] for name, value in vars(choice).items()})
    found = least_delivered(first[few], seizure[few], some, EFFORT, starts=STARTS)
    level = equalising(first, seizure, choice, EFFORT)
    level = level / np.maximum(level.sum(axis=1, keepdims=True), 1e-12)
    mine = found.shares()
    order = np.argsort(-mine.mean(axis=0), kind="stable")
    top, second = int(order[0]), int(order[1])
    rules = _rules(model)
    used = {n: here.draws[n][few] for n in levers(kit.casebook) if n in rules}
    return {
        "good": model.fit.goods[0],
        "budget": EFFORT,
        "futures": few.stop,
        "starts": STARTS,
        "assumed": "a unit of effort costs the same on every route",
        "routes": {
            id_: {
                "title": model.spec.routes[id_].title,
                "share": band(mine[:, r]),
                "mean": digits(mine[:, r].mean()),
                "best_reply": band(level[:, r]),
                "best_reply_mean": digits(level[:, r].mean()),
            }
            for r, id_ in enumerate(model.routes)
        },
        "delivered": band(found.delivered),
        "even": band(found.even),
        "hollows": int((found.apart > 1e-6).sum()),
        "first": model.routes[top],
        "second": model.routes[second],
        "decides": _argument(argue(mine[:, top] > mine[:, second], used, 6)),
    }


def _rules(model: RouteModel) -> set[str]:
    """Return the quantities that a spread of effort rests on."""
    spec = model.spec
    held = {spec.choice, spec.loss, spec.ceiling, spec.response, spec.replacement}
    for route in spec.routes.values():
        named = (route.seizure_probability, route.split, route.flow_share)
        held |= {n for n in named if n}
    return held
