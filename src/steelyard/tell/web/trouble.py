"""Answers that say, in plain words, why there is none and what to do."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from steelyard.casebook.problems import CasebookError
from steelyard.study.store import StoreError
from steelyard.tell.web.body import TooLargeError
from steelyard.tell.web.look import page

log = logging.getLogger("steelyard.web")

TITLES = {
    400: "Not understood",
    401: "A token is needed",
    403: "Not from this page",
    404: "Not here",
    405: "Not allowed",
    409: "Not yet",
    413: "Too large",
    421: "Wrong address",
    422: "Something is not right",
    429: "Too much at once",
    500: "An error",
    503: "Not possible here",
    507: "No room left",
}

_STOCK = {
    404: "There is no such page. The link may be old, or its run is no longer here.",
    405: "This address can only be read.",
}


def plain(
    request: Request, status: int, text: str, lines: tuple[str, ...] = ()
) -> Response:
    """Return a plain page, or JSON where a program asked."""
    if request.url.path.endswith((".json", "/events")):
        return JSONResponse({"error": text, "lines": list(lines)}, status)
    title = TITLES.get(status, "Not possible")
    return page(request, "error.html.j2", title, status, text=text, lines=lines)


def gone(what: str) -> HTTPException:
    """Return the error for a thing that is not there."""
    return HTTPException(404, what)


def install(app: FastAPI) -> None:
    """Add the handlers to an application."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        stock = error.detail in {"Not Found", "Method Not Allowed"}
        text = _STOCK.get(error.status_code, "") if stock else error.detail
        return plain(request, error.status_code, text)

    @app.exception_handler(CasebookError)
    async def broken(request: Request, error: CasebookError) -> Response:
        count = len(error.problems)
        text = (
            f"This casebook has {count} problem{'' if count == 1 else 's'}. Each line "
            "says where, what is wrong, and what would be right."
        )
        lines = tuple(str(problem) for problem in error.problems[:200])
        return plain(request, 422, text, lines)

    @app.exception_handler(StoreError)
    async def store(request: Request, error: StoreError) -> Response:
        log.warning("store: %s", error)
        if "cannot write" in str(error):
            text = (
                "The run store cannot be written to: the disk may be full, or the "
                "folder may not allow it. Nothing that was finished is lost. Make "
                "room, then try again."
            )
            return plain(request, 507, text)
        text = "This run cannot be read; the server's log says why."
        return plain(request, 409, text)

    @app.exception_handler(TooLargeError)
    async def large(request: Request, error: TooLargeError) -> Response:
        return plain(request, 413, "What was sent is larger than this address takes.")

    @app.exception_handler(OSError)
    async def disk(request: Request, error: OSError) -> Response:
        log.warning("disk: %s", error)
        text = (
            "A file could not be read or written: the disk may be full. Nothing that "
            "was finished is lost. Make room, then try again."
        )
        return plain(request, 507, text)
