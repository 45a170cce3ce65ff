"""Arrivals: the record, its fit, forecasts, hold-outs, jumps and courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.stress.migration.backtest import Backtest, backtest, enough
from steelyard.stress.migration.flow import FlowModel, read_record
from steelyard.stress.migration.jumps import jump_sizes
from steelyard.stress.setting import Happening
from steelyard.study.exhibits.threats.band import band, bands, digits
from steelyard.study.kit import Kit
from steelyard.study.scene import Scene

Array = NDArray[np.float64]

SHOWN = 3
"""Months ahead of the forecasts that are drawn beside the record."""


def arrivals(
    kit: Kit, here: Scene, happened: Mapping[str, Happening], draws: int
) -> dict[str, Any]:
    """Return the flows of a casebook and the line that they meet.

    Parameters
    ----------
    happened
        Course to what happens under it.
    draws
        Draws of each forecast of the hold-out.
    """
    return {
        "flows": {
            id_: _flow(kit.casebook, model, here, happened, draws)
            for id_, model in kit.setting.flows.items()
        },
        "line": _line(kit, happened),
    }


def _flow(
    casebook: Casebook,
    model: FlowModel,
    here: Scene,
    happened: Mapping[str, Happening],
    draws: int,
) -> dict[str, Any]:
    record, base = model.record, here.ground.arrivals[model.id]
    test = None
    if model.spec.judged and enough(record, model.spec.judged[0]):
        test = backtest(record, *model.spec.judged, f"arrivals.{model.id}", draws)
    came = _came(casebook, model)
    fitted = model.fit.fitted.sum(axis=1)
    none = base.monthly.sum(axis=(1, 2))
    return {
        "title": model.title,
        "unit": "person/month",
        "months": list(record.months),
        "record": [digits(v) for v in record.total],
        "fitted": [None] * (len(record.months) - len(fitted))
        + [digits(v) for v in fitted],
        "fit": {
            "momentum": [digits(model.fit.momentum), digits(model.fit.momentum_se)],
            "pull": [digits(model.fit.pull), digits(model.fit.pull_se)],
        },
        "ahead": list(base.months),
        "forecast": bands(base.monthly.sum(axis=2)),
        "came": [[m, v] for m, v in came if m >= base.months[0]],
        "regions": _regions(casebook, model, base.monthly.sum(axis=1)),
        "courses": {
            id_: _course(h.arrivals[model.id].monthly.sum(axis=(1, 2)), none)
            for id_, h in happened.items()
        },
        "hold_out": _hold_out(test),
        "jumps": [
            {**j.__dict__, "change": digits(j.change), "low": digits(j.low),
             "high": digits(j.high)}
            for j in jump_sizes(record, model.spec.jumps, draws=500)
        ],
        "holders": [
            {"on": e.on, "holder": e.holder, "says": e.says}
            for e in model.spec.effects
            if e.says
        ],
    }  # fmt: skip


def _course(total: Array, none: Array) -> dict[str, list[float]]:
    return {"total": band(total), "change": band(total / none - 1.0)}


def _came(casebook: Casebook, model: FlowModel) -> list[tuple[str, float]]:
    """Return what was recorded after the last month that forecasts may know."""
    assert casebook.threat is not None
    later = model.spec.model_copy(update={"until": None})
    flows = {**casebook.threat.flows, model.id: later}
    whole = replace(
        casebook, threat=casebook.threat.model_copy(update={"flows": flows})
    )
    try:
        with Sandbox(casebook.tables) as sandbox:
            record = read_record(whole, sandbox, model.id)
    except CasebookError:
        return []
    last = model.record.months[-1]
    pairs = zip(record.months, record.total, strict=True)
    return [(m, digits(v)) for m, v in pairs if m > last]


def _regions(
    casebook: Casebook, model: FlowModel, ahead: Array
) -> dict[str, dict[str, Any]]:
    assert casebook.threat is not None
    recent = model.record.values[-12:].sum(axis=0)
    return {
        region: {
            "title": casebook.threat.regions[region].title,
            "last_year": digits(recent[r]),
            "ahead": band(ahead[:, r]),
        }
        for r, region in enumerate(model.record.names)
    }


def _hold_out(test: Backtest | None) -> dict[str, Any] | None:
    if test is None:
        return None
    shown = next(f for f in test.forecasts if f.horizon == SHOWN)
    return {
        "first": test.first,
        "last": test.last,
        "scores": [s.as_json() for s in test.scores],
        "ahead": shown.horizon,
        "months": list(shown.months),
        "bands": [[digits(v) for v in row] for row in shown.bands],
        "observed": [digits(v) for v in shown.observed],
    }


def _line(kit: Kit, happened: Mapping[str, Happening]) -> dict[str, Any] | None:
    if kit.setting.line is None:
        return None
    courses = {}
    for id_, what in happened.items():
        line = what.line
        assert line is not None
        attempts = line.attempts.sum(axis=(1, 2))
        courses[id_] = {
            "encounters": band(line.encounters.sum(axis=(1, 2))),
            "turned_back": band(line.turned_back.sum(axis=(1, 2))),
            "got_away": band(line.got_away.sum(axis=(1, 2))),
            "stopped": band(1.0 - line.got_away.sum(axis=(1, 2)) / attempts),
        }
    return {"courses": courses}
