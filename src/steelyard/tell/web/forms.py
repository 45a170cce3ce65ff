"""Read forms: one field, many fields, and the seal that a change must carry."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from steelyard.tell.web import seal

MOST_FIELDS = 2000

STALE = (
    "This form has grown old (the server was started anew, or cookies are off). Go "
    "back, reload the page and send it again; nothing was changed."
)


async def sealed(request: Request) -> FormData:
    """Return a form whose seal holds.

    Raises
    ------
    HTTPException
        403 if the seal is missing or wrong.
    """
    form = await request.form(max_files=1, max_fields=MOST_FIELDS)
    given = form.get(seal.FIELD)
    text = given if isinstance(given, str) else None
    if not request.app.state.sealer.holds(request.cookies.get(seal.COOKIE), text):
        raise HTTPException(403, STALE)
    return form


def pairs(form: FormData) -> list[tuple[str, str]]:
    """Return the text fields of a form, in order, without the seal."""
    return [
        (key, value)
        for key, value in form.multi_items()
        if isinstance(value, str) and key != seal.FIELD
    ]
