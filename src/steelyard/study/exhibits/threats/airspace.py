"""Airspace: competing counts side by side, and what courses do under each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from steelyard.stress.setting import Happening
from steelyard.study.exhibits.threats.band import band, digits
from steelyard.study.kit import Kit


def airspace(kit: Kit, happened: Mapping[str, Happening]) -> dict[str, Any] | None:
    """Return each reading of how many incursions there are, never averaged."""
    model = kit.setting.air
    if model is None:
        return None
    quantities, months = kit.casebook.quantities, len(kit.months)
    base = next(iter(happened.values())).air
    readings: dict[str, dict[str, Any]] = {}
    for id_, count in model.spec.readings.items():
        rate = quantities[count.rate]
        result = base[id_]
        readings[id_] = {
            "title": count.title,
            "holder": count.holder,
            "means": count.means,
            "source": list(count.source),
            "quantity": count.rate,
            "basis": rate.basis,
            "unit": "event/month",
            "monthly": band(result.incursions.sum(axis=1) / months),
            "detected": band(
                result.detected.sum(axis=1) / result.incursions.sum(axis=1)
            ),
            "regions": {
                region: digits(float(np.median(result.region_incursions[:, r])))
                for r, region in enumerate(result.regions)
            },
            "courses": {
                course: {
                    "incursions": band(h.air[id_].incursions.sum(axis=1)),
                    "mitigated": band(h.air[id_].mitigated_share()),
                    "false_responses": band(h.air[id_].false_responses.sum(axis=1)),
                    "incidents": band(h.air[id_].incidents.sum(axis=1)),
                    "cost_per_incursion": band(h.air[id_].cost_per_incursion()),
                }
                for course, h in happened.items()
            },
        }
    middles = [r["monthly"][2] for r in readings.values()]
    return {"readings": readings, "apart": digits(max(middles) / min(middles))}
