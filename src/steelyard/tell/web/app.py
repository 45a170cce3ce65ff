"""The server: a list of runs, their dossiers, their claims as JSON."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

import steelyard
from steelyard.casebook.problems import CasebookError
from steelyard.study.store import StoreError
from steelyard.tell.page import asset, environment
from steelyard.tell.theme import css_variables
from steelyard.tell.web.access import COOKIE, Access
from steelyard.tell.web.headers import COMMON, PLAIN, dossier_policy
from steelyard.tell.web.shelf import Shelf

log = logging.getLogger("steelyard.web")

_Next = Callable[[Request], Awaitable[Response]]


def create_app(runs: Path, access: Access | None = None) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    runs
        Folder of the run store; nothing outside of it is served.
    access
        Who may read; only this machine if left out.
    """
    app = FastAPI(title="steelyard", docs_url=None, redoc_url=None, openapi_url=None)
    shelf = Shelf(runs)
    rule = access or Access()
    _guard(app, rule)
    _errors(app)
    _routes(app, shelf)
    return app


def _routes(app: FastAPI, shelf: Shelf) -> None:
    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok", "steelyard": steelyard.__version__}

    @app.get("/", response_class=HTMLResponse)
    def index() -> HTMLResponse:
        entries = shelf.entries()
        return _page("runs.html.j2", "Runs", entries=entries, folder=shelf.runs.name)

    @app.get("/runs/{id_}", response_class=HTMLResponse)
    async def dossier(id_: str) -> HTMLResponse:
        run = shelf.run(id_)
        if run is None:
            raise HTTPException(404, f"There is no run {id_} in this store.")
        if not run.finished:
            raise HTTPException(
                409,
                "This run is not finished. The same `steelyard assess` command goes "
                "on with it; reload this page when it is done.",
            )
        try:
            path = await run_in_threadpool(shelf.dossier, run)
        except (StoreError, CasebookError) as error:
            log.warning("no dossier of %s: %s", run.id, error)
            raise HTTPException(
                409,
                "The dossier of this run cannot be made; the server's log says why.",
            ) from None
        text = await run_in_threadpool(path.read_text, "utf-8")
        policy = dossier_policy(text)
        return HTMLResponse(text, headers={"Content-Security-Policy": policy})

    @app.get("/runs/{id_}/claims.json")
    def claims(id_: str) -> Response:
        run = shelf.run(id_)
        path = shelf.file(run, "audit.json") if run else None
        if path is None:
            raise HTTPException(404, f"There are no claims of a run {id_} here.")
        return Response(path.read_bytes(), media_type="application/json")


def _guard(app: FastAPI, rule: Access) -> None:
    @app.middleware("http")
    async def guard(request: Request, call_next: _Next) -> Response:
        response = await _admit(request, rule, call_next)
        for name, value in COMMON.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", PLAIN)
        return response


async def _admit(request: Request, rule: Access, call_next: _Next) -> Response:
    if not rule.called(request.headers.get("host", "")):
        text = "This server answers to localhost only."
        return _error(request, 421, text)
    if request.url.path == "/healthz" or rule.carried(request.cookies.get(COOKIE)):
        return await _calm(request, call_next)
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if bearer and rule.shown(bearer):
        return await _calm(request, call_next)
    given = request.query_params.get("token")
    if given is not None and rule.shown(given):
        clean = request.url.remove_query_params("token")
        target = clean.path + (f"?{clean.query}" if clean.query else "")
        answer = RedirectResponse("/" + target.lstrip("/"), 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, rule.cookie(), httponly=True, samesite="strict", secure=secure
        )
        return answer
    return _error(
        request, 401, "Open the link with the token that the server's keeper gave you."
    )


async def _calm(request: Request, call_next: _Next) -> Response:
    """Answer, and never with a stack trace."""
    try:
        return await call_next(request)
    except Exception:
        log.exception("failed: %s %s", request.method, request.url.path)
        return _error(request, 500, "Something went wrong; the server's log says what.")


def _errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        plain = {404: "There is no such page.", 405: "This can only be read."}
        stock = error.detail in {"Not Found", "Method Not Allowed"}
        text = plain.get(error.status_code, "") if stock else error.detail
        return _error(request, error.status_code, text)


def _error(request: Request, status: int, text: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": text}, status)
    return _page(
        "error.html.j2", _TITLES.get(status, "Not possible"), status, text=text
    )


_TITLES = {
    401: "A token is needed",
    404: "Not here",
    405: "Not allowed",
    409: "Not yet",
    421: "Wrong address",
    500: "An error",
}


def _page(template: str, title: str, status: int = 200, **values: Any) -> HTMLResponse:
    style = css_variables() + asset("dossier.css")
    page = environment().get_template(template)
    return HTMLResponse(page.render(title=title, style=style, **values), status)
