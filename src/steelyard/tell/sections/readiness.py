"""What courses take from the forces: calendar, availability, contingencies, relief."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.tell.charts.month_grid import month_grid
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.readiness_sheets import Ready, by_month, ready
from steelyard.tell.show import number, rounded


def render(m: Material) -> Markup:
    """Return the section; a plain sentence where the casebook has no force pool."""
    found = m.exhibit("readiness")
    if found is None:
        return m.render("readiness.html.j2", found=None)
    sheets = [ready(m, id_, found["courses"]) for id_ in found["courses"]]
    return m.render(
        "readiness.html.j2",
        found=found,
        calendar=_calendar(m, found),
        sheets=sheets,
        overview=[_row(m, s, found["courses"][s.course]) for s in sheets],
        aircraft=[a["title"] for a in _any(found)["aircraft"]],
        schedules=_schedules(m),
    )


def _any(found: dict[str, Any]) -> dict[str, Any]:
    return dict(next(iter(found["courses"].values())))


def _calendar(m: Material, found: dict[str, Any]) -> Plate | None:
    """Draw people on duty by month, one row a course."""
    rows = [
        (id_, m.title(id_), [(c["month"], c["people"][1]) for c in page["calendar"]])
        for id_, page in found["courses"].items()
        if page["calendar"]
    ]
    if not rows:
        return None
    months = [month for month, _ in rows[0][2]]
    return m.plates.add(
        "force-calendar",
        month_grid(rows, "military people on duty"),
        "Calendar of force use: military people on duty for each course, mean of the "
        "month, median of futures; present practice included.",
        "A grid of months, one row for each course, shaded by people on duty.",
        ("course", *months),
        [
            (label, *(number(rounded(value)) for _, value in cells))
            for _, label, cells in rows
        ],
    )


def _row(m: Material, sheet: Ready, page: dict[str, Any]) -> tuple[Any, ...]:
    """Return what the overview says of a course."""
    figure = m.results.card[sheet.course]["readiness"].figure
    lost = sum(unit["training_days"] for unit in page["units"])
    left = [
        min(by_month(item).values(), key=lambda x: x["margin"][1])["margin"]
        for item in page["aircraft"]
    ]
    return (
        sheet.course,
        sheet.title,
        figure,
        number(rounded(lost)),
        [f"{mid:,.0f} ({low:,.0f} to {high:,.0f})" for low, mid, high in left],
        sheet.worst,
    )


def _schedules(m: Material) -> list[str]:
    """Say which training calendars and rotation schedules are held."""
    forces = m.casebook.forces
    training = forces.training if forces else ()
    rotations = forces.rotations if forces else ()
    return [
        *(f"{t.title}{f' ({t.says})' if t.says else ''}" for t in training),
        *(f"{r.title}, relieved on a schedule" for r in rotations),
    ]
