"""A finished run, step by step, and its dossier."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from steelyard.study.store import Run
from steelyard.tell.web.desk import Desk, desk_of, run_tabs
from steelyard.tell.web.fragments import QUESTIONS, STEPS
from steelyard.tell.web.headers import dossier_policy
from steelyard.tell.web.library import run_key
from steelyard.tell.web.look import page
from steelyard.tell.web.trouble import gone

router = APIRouter(prefix="/runs/{id_}")


@router.get("")
def card(request: Request, id_: str) -> Response:
    """Show page one: the card by course."""
    desk = desk_of(request)
    run = desk.run(id_)
    if not run.finished:
        return unfinished(request, desk, run)
    answer = _step(request, desk, run, "card", "")
    desk.prepare(run)
    return answer


@router.get("/dossier")
def dossier(request: Request, id_: str) -> Response:
    """Show the dossier, the one file that people hand on."""
    desk = desk_of(request)
    run = desk.run(id_)
    if not run.finished:
        return unfinished(request, desk, run)
    text = desk.shelf.dossier(run).read_text("utf-8")
    policy = dossier_policy(text)
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


@router.get("/{name}")
def step(request: Request, id_: str, name: str) -> Response:
    """Show one step of a run."""
    desk = desk_of(request)
    run = desk.run(id_)
    if name not in STEPS:
        raise gone(f"A run has no page “{name}”.")
    if not run.finished:
        return unfinished(request, desk, run)
    return _step(request, desk, run, name, STEPS[name])


def _step(request: Request, desk: Desk, run: Run, name: str, title: str) -> Response:
    opened = desk.opened_run(run)
    found = desk.pages.step(run, opened, name)
    return page(
        request,
        "run_step.html.j2",
        title or opened.casebook.front.title,
        tabs=run_tabs(run.id),
        here=name,
        run=run,
        entry=desk.shelf.entry(run),
        book=run_key(run.id),
        front=opened.casebook.front,
        found=found,
        question=QUESTIONS.get(name, ""),
        specs=found.specs,
        card=name == "card",
    )


def unfinished(request: Request, desk: Desk, run: Run) -> Response:
    """Say what a run that is not finished lacks, and how to go on with it."""
    jobs = [
        (job, told)
        for job in desk.queue.store.all()
        if (told := desk.queue.store.progress(job)).run == run.id
    ]
    return page(
        request,
        "run_unfinished.html.j2",
        "This run is not finished",
        409,
        run=run,
        entry=desk.shelf.entry(run),
        jobs=jobs[:3],
    )
