"""A limit on what a request may send, kept while it is read."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 2**20
"""Bytes of a form."""


class TooLargeError(Exception):
    """A request with a larger body than its address takes."""


class BodyLimit:
    """Refuses bodies that are too large, whatever length they claim.

    Parameters
    ----------
    app
        The application behind it.
    uploads
        Paths that take a file, with the bytes that each may have.
    """

    def __init__(self, app: ASGIApp, uploads: dict[str, int]) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._uploads.get(scope["path"], SMALL)
        headers = dict(scope["headers"])
        claimed = headers.get(b"content-length", b"0")
        if not claimed.isdigit() or int(claimed) > most:
            await refuse(send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLargeError
            return message

        await self._app(scope, counted, send)


async def refuse(send: Send) -> None:
    """Answer in a plain sentence that the body is too large."""
    text = b"What was sent is larger than this address takes."
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": text})
