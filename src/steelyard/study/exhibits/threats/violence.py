"""Violence: yearly counts by source, kept apart, and a band ahead of each."""

from __future__ import annotations

from typing import Any

from steelyard.study.exhibits.threats.band import digits
from steelyard.study.kit import Kit


def violence(kit: Kit) -> dict[str, Any] | None:
    """Return each source's counts, its trend, and the last one carried on."""
    held = kit.setting.violence
    if held is None:
        return None
    last = int(kit.casebook.front.horizon.end[:4])
    sources = {}
    for name, source in held.sources.items():
        trend = source.trend
        years = range(source.years[-1] + 1, last + 1)
        sources[name] = {
            "years": list(source.years),
            "values": [digits(v) for v in source.values],
            "final": list(source.final),
            "missing": list(source.missing),
            "revision": None if source.revision is None else digits(source.revision),
            "trend": None
            if trend is None
            else {
                "years": [trend.years[0], trend.years[-1]],
                "growth": digits(trend.growth),
                "error": digits(trend.error),
            },
            "ahead": []
            if source.spread is None
            else [
                [y, *(digits(v) for v in source.ahead(y - source.years[-1]))]
                for y in years
            ],
        }
    return {
        "title": held.title,
        "unit": "person/year",
        "sources": sources,
        "ratios": [
            {"pair": list(pair), "low": digits(r[0]), "mean": digits(r[1]),
             "high": digits(r[2])}
            for pair, r in held.ratios.items()
        ],
        "partial": [list(p) for p in held.partial],
    }  # fmt: skip
