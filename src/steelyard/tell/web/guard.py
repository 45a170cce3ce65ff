"""Who is let in: a name of this machine or a token; changes only from our pages."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from steelyard.tell.web import seal
from steelyard.tell.web.access import COOKIE, Access
from steelyard.tell.web.body import TooLargeError
from steelyard.tell.web.headers import COMMON, PLAIN
from steelyard.tell.web.trouble import plain

log = logging.getLogger("steelyard.web")

_Next = Callable[[Request], Awaitable[Response]]


def install(app: FastAPI, rule: Access) -> None:
    """Put the guard before an application."""

    @app.middleware("http")
    async def guard(request: Request, call_next: _Next) -> Response:
        response = await _admit(request, rule, call_next)
        for name, value in COMMON.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", PLAIN)
        return response


async def _admit(request: Request, rule: Access, call_next: _Next) -> Response:
    if not rule.called(request.headers.get("host", "")):
        return plain(request, 421, "This server answers to localhost only.")
    if _public(request) or rule.carried(request.cookies.get(COOKIE)):
        return await _calm(request, call_next)
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if bearer and rule.shown(bearer):
        return await _calm(request, call_next)
    given = request.query_params.get("token")
    if given is not None and rule.shown(given):
        return _welcome(request, rule)
    text = "Open the link with the token that the server's keeper gave you."
    return plain(request, 401, text)


def _public(request: Request) -> bool:
    """Tell whether a request is for what everybody may see: our own style, health."""
    path = request.url.path
    known = path == "/healthz" or path.startswith("/static/")
    return known and request.method in {"GET", "HEAD"}


def _welcome(request: Request, rule: Access) -> Response:
    """Put a cookie in the place of the token, and the token out of sight."""
    clean = request.url.remove_query_params("token")
    target = clean.path + (f"?{clean.query}" if clean.query else "")
    answer = RedirectResponse("/" + target.lstrip("/\\"), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, rule.cookie(), httponly=True, samesite="strict", secure=secure
    )
    return answer


async def _calm(request: Request, call_next: _Next) -> Response:
    """Answer, and never with a stack trace."""
    if request.method not in {"GET", "HEAD"} and not _ours(request):
        text = "Changes are taken from this server's own pages only."
        return plain(request, 403, text)
    try:
        return await call_next(request)
    except Exception as error:
        if _too_large(error):
            text = "What was sent is larger than this address takes."
            return plain(request, 413, text)
        log.exception("failed: %s %s", request.method, request.url.path)
        text = "Something went wrong; the server's log says what."
        return plain(request, 500, text)


def _too_large(error: BaseException | None) -> bool:
    """Tell whether an error comes of a body over the limit, however it is wrapped."""
    if isinstance(error, BaseExceptionGroup):
        return any(_too_large(inner) for inner in error.exceptions)
    return isinstance(error, TooLargeError) or (
        error is not None and _too_large(error.__cause__ or error.__context__)
    )


def _ours(request: Request) -> bool:
    return seal.from_here(
        request.headers.get("host", ""),
        request.headers.get("origin"),
        request.headers.get("sec-fetch-site"),
    )
