"""Compare two runs."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from fastapi import APIRouter, Request, Response

from steelyard.study.store import Run
from steelyard.tell.show import amount, rounded, span
from steelyard.tell.web.desk import Desk, desk_of
from steelyard.tell.web.kept_material import find_material
from steelyard.tell.web.library import Opened
from steelyard.tell.web.look import page
from steelyard.weigh.compare import Comparison, compare

router = APIRouter()

KINDS = {"request": "asked of the run", "quantity": "quantity", "course": "course"}
"""Kinds of change, as the page names them."""

KEPT = 8
_held: OrderedDict[tuple[str, str], Comparison] = OrderedDict()
_lock = threading.Lock()


@router.get("/compare")
def shown(
    request: Request, a: str = "", b: str = "", measure: str = "", every: str = ""
) -> Response:
    """Show two runs side by side, or ask for them."""
    desk = desk_of(request)
    entries = [e for e in desk.shelf.entries() if e.finished]
    common: dict[str, Any] = {"here": "compare", "entries": entries, "a": a, "b": b}
    title = "Compare two runs"
    if not (a and b):
        return page(request, "compare.html.j2", title, found=None, **common)
    one, other = desk.run(a), desk.run(b)
    books = desk.opened_run(one), desk.opened_run(other)
    found = _compare(desk, one, other, books)
    measures = {s.measure: s.title for s in found.shifts}
    measure = measure if measure in measures else next(iter(measures), "")
    shifts = [s for s in found.shifts if s.measure == measure]
    return page(
        request,
        "compare.html.j2",
        title,
        found=found,
        one=one,
        other=other,
        titles={i: c.title for x in books for i, c in x.casebook.courses.items()},
        kinds=KINDS,
        claims=_claims(*books),
        measures=measures,
        measure=measure,
        shifts=shifts if every else [s for s in shifts if _moved(s)],
        still=sum(not _moved(s) for s in shifts),
        every=every,
        amount=amount,
        rounded=rounded,
        span=span,
        **common,
    )


def _moved(shift: Any) -> bool:
    return bool(shift.difference or shift.low or shift.high)


def _compare(
    desk: Desk, one: Run, other: Run, books: tuple[Opened, Opened]
) -> Comparison:
    key = (str(one.path), str(other.path))
    with _lock:
        if key not in _held:
            first, second = (opened.casebook for opened in books)
            kept = find_material(one, first), find_material(other, second)
            outcomes = (
                kept[0].outcomes if kept[0] else None,
                kept[1].outcomes if kept[1] else None,
            )
            _held[key] = compare(one, other, (first, second), outcomes)
            while len(_held) > KEPT:
                _held.popitem(last=False)
        return _held[key]


def _claims(one: Opened, other: Opened) -> list[tuple[str, str, str]]:
    """Return claims whose verdicts differ."""
    a, b = ({f.claim.id: f.verdict for f in x.audit.findings} for x in (one, other))
    return [
        (id_, a.get(id_, "not there"), b.get(id_, "not there"))
        for id_ in {**a, **b}
        if a.get(id_) != b.get(id_)
    ]
