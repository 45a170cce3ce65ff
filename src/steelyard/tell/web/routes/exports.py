"""Files to take away: claims, card, results, outcomes as CSV; the dossier as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from steelyard.audit.audit import Audit
from steelyard.casebook.figure import Figure
from steelyard.study.store import Run
from steelyard.tell.web.desk import desk_of
from steelyard.tell.web.look import page
from steelyard.tell.web.sheet import sheet
from steelyard.tell.web.trouble import gone, plain
from steelyard.weigh.results import read_results

router = APIRouter()

CLAIMS = (
    "id",
    "kind",
    "weight",
    "verdict",
    "reasons",
    "method",
    "stated",
    "stated_unit",
    "relation",
    "recomputed",
    "recomputed_unit",
    "quote",
    "section",
    "tables",
    "sources",
)


def _csv(name: str, head: Sequence[str], rows: Any) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = sheet(head, rows)
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/casebooks/{key}/claims.csv")
def claims(request: Request, key: str) -> Response:
    """Give the verdicts on all claims."""
    _, opened = desk_of(request).book(key)
    return _csv("claims", CLAIMS, _claims(opened.audit))


def _claims(found: Audit) -> Iterator[list[Any]]:
    for f in found.findings:
        c, states, re = f.claim, f.claim.states, f.recomputed
        yield [
            c.id,
            c.kind,
            c.weight,
            f.verdict,
            " ".join(f.reasons),
            f.method,
            states.value if states else None,
            states.unit if states else None,
            states.relation if states else None,
            re.value if re else None,
            re.unit if re else None,
            c.quote,
            c.section,
            " ".join(f.tables),
            " ".join(f.sources),
        ]


@router.get("/runs/{id_}/claims.json")
def claims_json(request: Request, id_: str) -> Response:
    """Give the audit of a run."""
    shelf = desk_of(request).shelf
    run = shelf.run(id_)
    path = shelf.file(run, "audit.json") if run else None
    if path is None:
        raise gone(f"There are no claims of a run {id_} here.")
    return Response(path.read_bytes(), media_type="application/json")


@router.get("/runs/{id_}/card.csv")
def card(request: Request, id_: str) -> Response:
    """Give the card of a run."""
    run = _finished(request, id_)
    head = ("course", "criterion", "extent", "value", "unit", "low", "high", "finding")
    results = read_results(run)
    rows = (
        [course, criterion, cell.extent, *_figure(cell.figure), cell.finding]
        for course, cells in results.card.items()
        for criterion, cell in cells.items()
    )
    return _csv(f"card-{id_}", head, rows)


@router.get("/runs/{id_}/figures.csv")
def figures(request: Request, id_: str) -> Response:
    """Give every figure of every course."""
    run = _finished(request, id_)
    head = ("course", "figure", "label", "value", "unit", "low", "high", "band")
    rows = []
    for course, s in read_results(run).courses.items():
        groups: list[Mapping[Any, Figure]] = [
            s.by_year,
            s.by_payer,
            s.by_kind,
            s.by_action,
            s.amounts,
        ]
        listed = [s.cost, s.over_nothing, *(f for g in groups for f in g.values())]
        for f in listed:
            means = f.band.means if f.band else ""
            rows.append([course, f.id, f.label, *_figure(f), means])
    return _csv(f"figures-{id_}", head, rows)


@router.get("/runs/{id_}/outcomes/{course}.csv")
def outcomes(request: Request, id_: str, course: str) -> Response:
    """Give the outcomes of a course, one row a future."""
    run = _finished(request, id_)
    if course not in run.manifest["courses"]:
        raise gone(f"This run has no course {course}.")
    table = run.table(course)
    columns = [table.column(name).to_pylist() for name in table.column_names]
    return _csv(f"{id_}-{course}", table.column_names, zip(*columns, strict=True))


@router.get("/runs/{id_}/dossier.pdf")
def pdf(request: Request, id_: str) -> Response:
    """Give the dossier as a PDF; while it is printed, a page that waits for it."""
    desk = desk_of(request)
    run = _finished(request, id_)
    kept = desk.press.ready(run)
    if kept is not None:
        return FileResponse(kept, media_type="application/pdf", filename=f"{id_}.pdf")
    if desk.press.impossible(run):
        text = (
            "No PDF could be made: this machine has no Chromium or Chrome that can "
            "print. Open the dossier and print it from your browser."
        )
        return plain(request, 503, text)
    desk.press.start(run)
    return page(request, "printing.html.j2", "The PDF is being printed", 202, run=run)


@router.get("/runs/{id_}/pdf.json")
def pdf_state(request: Request, id_: str) -> dict[str, bool]:
    """Tell whether a PDF is there, or there is nothing to wait for."""
    press = desk_of(request).press
    run = _finished(request, id_)
    return {"done": press.ready(run) is not None or not press.working(run)}


def _figure(figure: Figure | None) -> list[Any]:
    if figure is None:
        return [None, None, None, None]
    low, high = (figure.band.low, figure.band.high) if figure.band else (None, None)
    return [figure.value, figure.unit, low, high]


def _finished(request: Request, id_: str) -> Run:
    desk = desk_of(request)
    run = desk.run(id_)
    if not run.finished:
        raise gone("This run is not finished, so there is nothing to take away yet.")
    return run
