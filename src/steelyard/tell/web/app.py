"""The workbench: casebooks, runs and jobs on pages of one small server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware

import steelyard
from steelyard.tell.web import assets, guard, trouble
from steelyard.tell.web.access import Access
from steelyard.tell.web.body import BodyLimit
from steelyard.tell.web.desk import Desk
from steelyard.tell.web.queue import Limits
from steelyard.tell.web.routes import ROUTERS
from steelyard.tell.web.seal import Sealer

THREADS = 8
"""Requests that are worked on at a time; more would only cost memory."""


def create_app(
    runs: Path, access: Access | None = None, limits: Limits | None = None
) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    runs
        Folder of the run store; nothing outside of it is served or written.
    access
        Who may read; only this machine if left out.
    limits
        What jobs may take.
    """
    desk = Desk(runs, limits or Limits())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        desk.queue.start()
        desk.warm()
        yield
        desk.queue.stop()

    app = FastAPI(
        title="steelyard",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
    )
    app.state.desk = desk
    app.state.sealer = Sealer()
    trouble.install(app)
    _files(app)
    for router in ROUTERS:
        app.include_router(router)
    guard.install(app, access or Access())
    app.add_middleware(GZipMiddleware, minimum_size=2048, compresslevel=5)
    app.add_middleware(BodyLimit, uploads={"/casebooks": desk.uploads.packed + 2**16})
    return app


def _files(app: FastAPI) -> None:
    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok", "steelyard": steelyard.__version__}

    @app.get("/static/{mark}/{name}")
    def static(mark: str, name: str, request: Request) -> Response:
        try:
            found = assets.find(name)
        except KeyError:
            found = None
        if found is None or found.mark != mark:
            raise trouble.gone("There is no such file. Reload the page.")
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        headers["Vary"] = "Accept-Encoding"
        content = found.raw
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            content = found.packed
        return Response(content, media_type=found.media, headers=headers)
