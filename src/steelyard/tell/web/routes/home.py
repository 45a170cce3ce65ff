"""The first page: casebooks, jobs and runs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from steelyard.tell.web.desk import desk_of
from steelyard.tell.web.look import page

router = APIRouter()

FEW = 8


@router.get("/")
def home(request: Request) -> Response:
    """Show what there is to open."""
    desk = desk_of(request)
    entries = desk.shelf.entries()
    jobs = [(job, desk.queue.store.progress(job)) for job in desk.queue.store.all()]
    open_jobs = [(j, p) for j, p in jobs if p.state in {"queued", "running"}]
    return page(
        request,
        "home.html.j2",
        "Casebooks",
        here="home",
        books=desk.library.books(),
        entries=[e for e in entries if e.finished][:FEW],
        count=len(entries),
        jobs=open_jobs,
        most=desk.uploads.packed // 2**20,
    )


@router.get("/runs")
def runs(request: Request) -> Response:
    """Show all runs, and all jobs."""
    desk = desk_of(request)
    return page(
        request,
        "runs_list.html.j2",
        "Runs",
        here="runs",
        entries=desk.shelf.entries(),
        jobs=[(j, desk.queue.store.progress(j)) for j in desk.queue.store.all()][:50],
        folder=desk.runs.name,
    )
