"""Readiness on the page: what each course takes from the forces, and what is left."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.figure import Figure
from steelyard.study.exhibits.order import Order
from steelyard.study.force.course import readiness_course
from steelyard.study.force.records import CourseReadiness, StartSeries
from steelyard.study.futures import sample

FUTURES = 256
"""Most futures that are read for the page."""

STEP = 4
"""Of the start days of a contingency, one every week, each fourth one is kept."""

WORTH = 0.01
"""Least share of futures in which a course must matter for a series to be kept."""


def readiness(order: Order) -> dict[str, Any] | None:
    """Read the readiness of every course.

    Returns
    -------
    `futures` taken and `courses` (each with calendar, units, aircraft, starts,
    call-ups, burdens, civil share, mitigations and one trace for all its figures);
    None without a force pool.
    """
    casebook = order.casebook
    if casebook.forces is None or not casebook.forces.units:
        return None
    futures = min(order.futures, FUTURES)
    drawn = sample(casebook, futures, order.seed)
    return {
        "futures": futures,
        "courses": {
            course: _course(
                readiness_course(casebook, course, drawn=drawn, kit=order.kit)
            )
            for course in order.courses
        },
    }


def _course(found: CourseReadiness) -> dict[str, Any]:
    whole = found.model_dump(
        mode="json", exclude={"starts", "units", "burdens", "civil_share", "trace"}
    )
    whole["units"] = [
        unit.model_dump(mode="json", exclude={"short_days"})
        | {"short_days": _bare(unit.short_days)}
        for unit in found.units
    ]
    kept = [s for s in found.starts if max(s.added, default=0.0) >= WORTH]
    whole["starts"] = [_starts(series) for series in kept]
    whole["starts_without_effect"] = len(found.starts) - len(kept)
    whole["burdens"] = [figure.model_dump(mode="json") for figure in found.burdens]
    whole["civil_share"] = _bare(found.civil_share)
    whole["trace"] = [step.model_dump(mode="json") for step in found.trace]
    return dict(_short(whole))


def _starts(series: StartSeries) -> dict[str, Any]:
    return {
        **series.model_dump(
            mode="json", exclude={"days", "shortfall", "delay", "added"}
        ),
        "days": series.days[::STEP],
        "shortfall": [list(band) for band in series.shortfall[::STEP]],
        "delay": [list(band) for band in series.delay[::STEP]],
        "added": list(series.added[::STEP]),
    }


def _bare(figure: Figure) -> dict[str, Any]:
    """Return a figure without its trace, which the course has once."""
    return figure.model_dump(mode="json", exclude={"trace"})


def _short(value: Any) -> Any:
    """Return plain data with numbers of five significant digits."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_short(item) for item in value]
    return value
