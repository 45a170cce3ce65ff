"""A finished run, step by step, and its dossier."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from steelyard.study.store import Run
from steelyard.tell.web.desk import Desk, desk_of, run_tabs
from steelyard.tell.web.fragments import QUESTIONS, STEPS, Step
from steelyard.tell.web.headers import dossier_policy
from steelyard.tell.web.kept import NAMES
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
    return _step(request, desk, run, "card", "")


@router.get("/dossier")
def dossier(request: Request, id_: str) -> Response:
    """Show the dossier, the one file that people hand on."""
    desk = desk_of(request)
    run = desk.run(id_)
    if not run.finished:
        return unfinished(request, desk, run)
    path = desk.shelf.dossier(run)
    policy = _policy(path, path.stat().st_mtime_ns)
    headers = {"Content-Security-Policy": policy}
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=headers)


@lru_cache(maxsize=64)
def _policy(path: Path, _: int) -> str:
    with path.open(encoding="utf-8") as page_:
        return dossier_policy(page_.read(4096))


@router.get("/pages/{name}.json")
def ready(request: Request, id_: str, name: str) -> dict[str, bool]:
    """Tell whether a page of a run is there, or there is nothing to wait for."""
    desk = desk_of(request)
    run = desk.run(id_)
    if name not in NAMES or not run.finished:
        raise gone(f"A run has no page “{name}”.")
    found = desk.pages.step(run, name)
    return {"done": found is not None or not desk.pages.making(run)}


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
    entry = desk.shelf.entry(run)
    common: dict[str, Any] = {
        "tabs": run_tabs(run.id),
        "here": name,
        "run": run,
        "entry": entry,
        "book": run_key(run.id),
        "front": entry,
        "question": QUESTIONS.get(name, ""),
    }
    found = _found(desk, run, name)
    if found is None:
        title = title or entry.title
        return page(request, "making.html.j2", title, 202, name=name, **common)
    return page(
        request,
        "run_step.html.j2",
        title or entry.title,
        found=found,
        specs=found.specs,
        card=name == "card",
        **common,
    )


def _found(desk: Desk, run: Run, name: str) -> Step | None:
    """Return a page; one that is not kept yet is awaited a moment."""
    found = desk.pages.step(run, name)
    if found is None and not desk.pages.failed(run):
        found = desk.pages.wait(run, name, desk.patience)
    if found is None and desk.pages.failed(run):  # tells why, or does without
        found = desk.pages.here(run, desk.opened_run(run), name)
    return found


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
