"""All pictures of the setting, from one small set of futures."""

from __future__ import annotations

from typing import Any

from steelyard.study.chain import only, run_chain
from steelyard.study.exhibits.order import Order
from steelyard.study.exhibits.threats.airspace import airspace
from steelyard.study.exhibits.threats.arrivals import arrivals
from steelyard.study.exhibits.threats.charts import charts
from steelyard.study.exhibits.threats.routes import routes
from steelyard.study.exhibits.threats.violence import violence
from steelyard.study.futures import sample
from steelyard.study.scene import scene

MOST = 200
"""Futures that are run at most, whatever the run has."""

DRAWS = 150
"""Draws of each forecast of the hold-out."""


def threats(order: Order) -> dict[str, Any] | None:
    """Return the pictures; None where the casebook has no setting.

    Raises
    ------
    CasebookError
        If a record or a declared chart cannot be used.
    """
    casebook = order.casebook
    if casebook.threat is None:
        return None
    count = min(order.futures, MOST)
    kit = order.kit
    here = scene(kit, sample(casebook, count, order.seed), slice(0, count))
    happened = {
        course: run_chain(kit, here, course, only("setting"))[1]["happening"]
        for course in order.courses
    }
    return {
        "futures": count,
        "draws": DRAWS,
        "horizon": [casebook.front.horizon.start, casebook.front.horizon.end],
        "band": "5th, middle two thirds, median and 95th percentile of futures",
        "arrivals": arrivals(kit, here, happened, DRAWS) if kit.setting.flows else None,
        "airspace": airspace(kit, happened),
        "routes": routes(kit, here, happened),
        "violence": violence(kit),
        "charts": charts(casebook),
    }
