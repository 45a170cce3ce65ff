"""Airspace: competing counts side by side, and courses under each of them."""

from __future__ import annotations

from typing import Any

from steelyard.tell.charts.bands import bands
from steelyard.tell.material import Material
from steelyard.tell.sections.pictures import five as f


def airspace(m: Material, data: dict[str, Any]) -> dict[str, Any]:
    """Return what the template needs of the airspace."""
    held = data["airspace"]
    readings = held["readings"]
    rows = [
        f.row(id_, r["title"], r["monthly"], f.middle(r["monthly"], ""))
        for id_, r in readings.items()
    ]
    table = [
        (r["title"], r["holder"], f.middle(r["monthly"], ""), f.outer(r["monthly"], ""))
        for r in readings.values()
    ]
    plate = m.plates.add(
        "threat-airspace",
        bands(rows, "count a month"),
        "A month's count under each reading, over all regions. They are never added or "
        f"averaged; the middles stand up to {held['apart']:.0f} times apart.",
        "One bar for each reading of how many incursions there are.",
        ("reading", "holder", "median", "5th to 95th"),
        table,
    )
    courses = []
    for id_ in next(iter(readings.values()))["courses"]:
        shares = {
            name: f.percents(r["courses"][id_]["mitigated"])
            for name, r in readings.items()
        }
        courses.append(
            {
                "id": id_,
                "title": m.title(id_),
                "cells": [
                    (f.middle(v, "percent"), f.outer(v, "percent"))
                    for v in shares.values()
                ],
            }
        )
    moved = [c for c in courses if c["cells"] != courses[0]["cells"]]
    return {
        "plate": plate,
        "readings": readings,
        "courses": [courses[0], *moved] if courses else [],
        "rest": len(courses) - 1 - len(moved),
    }
