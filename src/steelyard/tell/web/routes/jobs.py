"""Jobs: watched live, cancelled, taken up again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, StreamingResponse

from steelyard.study.store import StoreError
from steelyard.tell.web.desk import Desk, desk_of
from steelyard.tell.web.forms import sealed
from steelyard.tell.web.jobs import Ask, Job, Progress
from steelyard.tell.web.library import run_key
from steelyard.tell.web.look import page, path, query
from steelyard.tell.web.shelf import Entry
from steelyard.tell.web.trouble import gone

router = APIRouter()

EVERY = 0.3
"""Seconds between two looks at a job."""


def _job(desk: Desk, id_: str) -> tuple[Job, Progress]:
    job = desk.queue.store.read(id_)
    if job is None:
        raise gone("There is no such job here. Its run, if it had one, is under Runs.")
    return job, desk.queue.store.progress(job)


def told(desk: Desk, job: Job, progress: Progress) -> dict[str, Any]:
    """Return how far a job is, as a page shows it."""
    data = progress.as_json()
    data["ahead"] = desk.queue.ahead(job.id) if progress.state == "queued" else 0
    data["go"] = ""
    if progress.state == "finished":
        data["go"] = path("runs", progress.run)
    return data


@router.get("/jobs/{id_}.json")
def status(request: Request, id_: str) -> dict[str, Any]:
    """Tell how far a job is."""
    desk = desk_of(request)
    return told(desk, *_job(desk, id_))


@router.get("/jobs/{id_}")
def shown(request: Request, id_: str) -> Response:
    """Show how far a job is."""
    desk = desk_of(request)
    job, progress = _job(desk, id_)
    before = _before(desk, job) if progress.state == "finished" else None
    return page(
        request,
        "job.html.j2",
        job.ask.title,
        job=job,
        p=progress,
        told=told(desk, job, progress),
        before=before,
        plain=_plain(job) if job.ask.base and before is None else "",
        limits=desk.limits,
    )


def _before(desk: Desk, job: Job) -> Entry | None:
    """Return a run of the casebook as it was, asked the same, if there is one."""
    base = desk.library.find(job.ask.base) if job.ask.base else None
    if base is None:
        return None
    digest = desk.library.open(base).casebook.digest
    asked = (digest, job.ask.futures, job.ask.seed)
    for e in desk.shelf.entries():
        if e.finished and (e.digest, e.futures, e.seed) == asked:
            return e
    return None


def _plain(job: Job) -> str:
    """Return the address of the form that runs the casebook as it was."""
    ask = job.ask
    said = {"futures": ask.futures, "seed": ask.seed, "run": list(ask.courses)}
    said |= {"profile": ask.profile or ""}
    said |= {f"take.{p}": r for p, r in ask.readings.items()}
    return path("casebooks", ask.base, "run") + query(said)


@router.get("/jobs/{id_}/events")
async def events(request: Request, id_: str) -> Response:
    """Send how far a job is, each time that it changes, until it ends."""
    desk = desk_of(request)
    await run_in_threadpool(_job, desk, id_)

    async def stream() -> AsyncIterator[str]:
        last, quiet = "", 0.0
        while not await request.is_disconnected():
            found = await run_in_threadpool(_job, desk, id_)
            text = json.dumps(told(desk, *found), ensure_ascii=False)
            if text != last:
                last, quiet = text, 0.0
                yield f"data: {text}\n\n"
                if found[1].ended:
                    return
            elif quiet > 15:
                quiet = 0.0
                yield ": still here\n\n"
            await asyncio.sleep(EVERY)
            quiet += EVERY

    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)


@router.post("/jobs/{id_}/cancel")
async def cancel(request: Request, id_: str) -> Response:
    """Stop a job."""
    await sealed(request)
    desk = desk_of(request)
    _job(desk, id_)
    await run_in_threadpool(desk.queue.cancel, id_)
    return RedirectResponse(path("jobs", id_), 303)


@router.post("/jobs/{id_}/again")
async def again(request: Request, id_: str) -> Response:
    """Go on with a job that ended without a result."""
    await sealed(request)
    desk = desk_of(request)
    job, _ = _job(desk, id_)
    if desk.library.find(job.ask.book) is None:
        raise gone("The casebook of this job is no longer here.")
    await run_in_threadpool(desk.queue.again, id_)
    return RedirectResponse(path("jobs", id_), 303)


@router.post("/runs/{id_}/again")
async def go_on(request: Request, id_: str) -> Response:
    """Go on with a run that no job of this server began."""
    await sealed(request)
    desk = desk_of(request)
    run = desk.run(id_)
    job = await run_in_threadpool(desk.queue.add, _ask(desk, run.id))
    return RedirectResponse(path("jobs", job.id), 303)


def _ask(desk: Desk, id_: str) -> Ask:
    run = desk.run(id_)
    manifest = run.manifest
    try:
        law = manifest.get("law", {})
        ask = Ask(
            run_key(id_),
            str(manifest["casebook"]["id"]),
            str(run.path / "casebook"),
            tuple(manifest["courses"]),
            int(manifest["futures"]),
            int(manifest["seed"]),
            law.get("profile"),
            dict(law.get("readings", {})),
        )
    except (KeyError, TypeError, ValueError):
        raise StoreError(f"cannot read {run.path}: run.json is broken") from None
    book, opened = desk.book(run_key(id_))
    return replace(ask, title=opened.casebook.front.title, folder=str(book.folder))
