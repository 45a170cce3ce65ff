"""Explore a run: choose a course, a region of futures, a weight; all views follow."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from steelyard.study.store import Run
from steelyard.tell.plates import Plates
from steelyard.tell.show import amount, percent, rounded, span
from steelyard.tell.web.desk import Desk, desk_of, run_tabs
from steelyard.tell.web.fields import number
from steelyard.tell.web.kept_material import find_material
from steelyard.tell.web.lens import (
    LEAST,
    Lens,
    Sight,
    inputs,
    look,
    phrase,
    read,
    swings,
)
from steelyard.tell.web.library import Opened, run_key
from steelyard.tell.web.look import page
from steelyard.tell.web.routes.runs import unfinished
from steelyard.weigh.examine.material import Material, lead
from steelyard.weigh.results import Results

router = APIRouter(prefix="/runs/{id_}/explore")

KEPT = 3
_held: OrderedDict[str, Material] = OrderedDict()
_lock = threading.Lock()
_reading = threading.Lock()
_readers: dict[Path, threading.Thread] = {}
log = logging.getLogger("steelyard.web")


@router.get("")
def shown(request: Request, id_: str) -> Response:
    """Show the linked views."""
    desk = desk_of(request)
    run = desk.run(id_)
    if not run.finished:
        return unfinished(request, desk, run)
    entry = desk.shelf.entry(run)
    common: dict[str, Any] = {
        "tabs": run_tabs(run.id),
        "here": "explore",
        "run": run,
        "entry": entry,
        "book": run_key(run.id),
        "front": entry,
    }
    if not _ready(desk, run, desk.patience):
        waiting = {"name": "explore", "question": "", **common}
        return page(request, "making.html.j2", "Explore", 202, **waiting)
    opened = desk.opened_run(run)
    material, results = _material(run, opened), desk.pages.results(run)
    main = lead(material.outcomes)
    if main is None:
        text = "Not evaluated: the casebook has no measure with a better and a worse."
        return page(request, "nothing_run.html.j2", "Explore", text=text, **common)
    lens, wrong = _lens(material, results, main.id, request.query_params)
    sight = look(material, lens)
    plates = Plates(live=True)
    drawn = _plates(plates, material, lens, sight) if sight.rows else {}
    return page(
        request,
        "explore.html.j2",
        "Explore",
        material=material,
        lens=lens,
        sight=sight,
        wrong=wrong,
        state={
            "measure": lens.measure,
            "input": lens.input,
            "low": lens.low,
            "high": lens.high,
            **{f"w.{k}": f"{v:.0f}" for k, v in lens.points.items() if v != 100},
        },
        swings=swings(material),
        inputs=_inputs(material, results, lens.course),
        phrase=phrase,
        percent=percent,
        rounded=rounded,
        span=span,
        least=LEAST,
        weighed=any(r.score is not None for r in sight.rows),
        specs=plates.specs_json() if drawn else None,
        **drawn,
        **common,
    )


@router.get(".json")
def ready(request: Request, id_: str) -> dict[str, bool]:
    """Tell whether the linked views are there, or there is nothing to wait for."""
    desk = desk_of(request)
    run = desk.run(id_)
    return {"done": not run.finished or _ready(desk, run, 0.0)}


def _ready(desk: Desk, run: Run, seconds: float) -> bool:
    """Bring what the views need into memory, and wait for it a little."""
    with _lock:
        work = _readers.get(run.path)
        if work is None:
            work = threading.Thread(target=_bring, args=(desk, run), daemon=True)
            _readers[run.path] = work
            work.start()
    work.join(seconds)
    return not work.is_alive()


def _bring(desk: Desk, run: Run) -> None:
    try:
        import steelyard.tell.web.lens_charts  # noqa: F401  # takes a while

        _material(run, desk.opened_run(run))
        desk.pages.results(run)
    except Exception:  # whoever asks for the page is told why
        log.info("the views of %s were not prepared", run.id, exc_info=True)


def _material(run: Run, opened: Opened) -> Material:
    key = str(run.path)
    with _reading:
        if key not in _held:
            kept = find_material(run, opened.casebook)
            _held[key] = kept or read(opened.casebook, run)
            while len(_held) > KEPT:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return _held[key]


def _inputs(material: Material, results: Results, course: str) -> list[str]:
    """Return the inputs of a course, those that drive its cost first."""
    from steelyard.tell.charts.cost_drivers import strongest

    known = inputs(material, course)
    drivers = [d.quantity for d in results.courses[course].drivers]
    first = [n for n in [*drivers, *strongest(results)] if n in known]
    return list(dict.fromkeys([*first, *sorted(known)]))


def _lens(
    material: Material, results: Results, main: str, params: QueryParams
) -> tuple[Lens, dict[str, str]]:
    """Read the choice from the address; what cannot be read is named."""
    outcomes = material.outcomes
    wrong: dict[str, str] = {}
    dear = max(outcomes.courses, key=lambda c: results.courses[c].cost.value or 0.0)
    course = params.get("course", "")
    course = course if course in outcomes.courses else dear
    measure = params.get("measure", "")
    measure = measure if measure in {s.id for s in outcomes.scales} else main
    known = _inputs(material, results, course) or list(material.names)
    chosen = params.get("input", "")
    chosen = chosen if chosen in material.names else known[0]
    ends: dict[str, float | None] = {}
    for name in ("low", "high"):
        text = params.get(name, "").strip()
        try:
            ends[name] = number(text) if text else None
        except ValueError:
            ends[name], wrong[name] = None, "write a number"
    points = {s.measure: 100.0 for s in swings(material)}
    for name in points:
        text = params.get(f"w.{name}", "")
        try:
            points[name] = min(100.0, max(0.0, number(text))) if text else 100.0
        except ValueError:
            wrong[f"w.{name}"] = "write a number from 0 to 100"
    apart = frozenset(b.course for b in results.breaches)
    lens = Lens(course, measure, chosen, ends["low"], ends["high"], points, apart)
    return lens, wrong


def _plates(
    plates: Plates, material: Material, lens: Lens, sight: Sight
) -> dict[str, Any]:
    from steelyard.tell.web.lens_charts import band_chart, scatter

    unit = sight.scale.unit
    title = sight.scale.title
    course = material.casebook.courses[lens.course].title
    rows = [
        (
            r.title,
            amount(rounded(r.middle), unit),
            span(rounded(r.low), rounded(r.high), unit),
        )
        for r in sight.rows
    ]
    bands = plates.add(
        "bands",
        band_chart(sight),
        f"{title}: median (tick) and middle two thirds (bar) of the futures inside.",
        f"Intervals of {title}, one row for each course.",
        ("course", "median", "two thirds of futures"),
        rows,
    )
    few = max(1, len(sight.x) // 25)
    points = plates.add(
        "cloud",
        scatter(sight, lens, phrase(material, lens.input)),
        f"{title} of “{course}”, one point a future; drag across to choose a region.",
        f"{title} against {phrase(material, lens.input)}; points inside are blue.",
        (phrase(material, lens.input), title, "inside"),
        [
            (f"{x:,.4g}", amount(rounded(float(y)), unit), "yes" if i else "no")
            for x, y, i in list(zip(sight.x, sight.y, sight.within, strict=True))[::few]
        ],
    )
    return {"bands": bands, "cloud": points}
