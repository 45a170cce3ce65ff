"""Violence: counts by source, each with the last one carried on."""

from __future__ import annotations

from typing import Any

from steelyard.tell.charts.over_time import Lines, lines
from steelyard.tell.material import Material
from steelyard.tell.show import number, rounded


def violence(m: Material, data: dict[str, Any]) -> dict[str, Any]:
    """Return what the template needs of the counts of violence."""
    held = data["violence"]
    rows, ahead, table = [], [], []
    for name, source in held["sources"].items():
        pairs = zip(source["years"], source["values"], source["final"], strict=True)
        for year, value, final in pairs:
            rows.append((str(year), name, value))
            table.append(
                (f"{name}, {year}", number(value), "final" if final else "preliminary")
            )
        if source["ahead"]:
            last = source["values"][-1]
            ahead.append((str(source["years"][-1]), name, last, last))
            ahead += [(str(y), name, low, high) for y, low, _, high in source["ahead"]]
            table += [
                (
                    f"{name}, {y}",
                    f"{number(rounded(low))} to {number(rounded(high))}",
                    "carried on, 10th to 90th percentile",
                )
                for y, low, _, high in source["ahead"]
            ]
    plate = m.plates.add(
        "threat-violence",
        lines(Lines(rows, ahead), unit="a year"),
        f"{held['title']} by source, and the last count carried on with the spread of "
        "past yearly changes (10th to 90th percentile). No model of a course moves it.",
        "Yearly lines, one for each source, with a band ahead.",
        ("source and year", "count", "status"),
        table,
    )
    trends = [
        {
            "source": name,
            "years": "{} to {}".format(*source["trend"]["years"]),
            "growth": f"{100 * source['trend']['growth']:+.1f}",
            "error": f"{100 * source['trend']['error']:.1f}",
        }
        for name, source in held["sources"].items()
        if source["trend"]
    ]
    return {"plate": plate, "trends": trends, "ratios": held["ratios"],
            "revisions": _revisions(held)}  # fmt: skip


def _revisions(held: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, f"{100 * (s['revision'] - 1):+.1f}")
        for name, s in held["sources"].items()
        if s["revision"] is not None
    ]
