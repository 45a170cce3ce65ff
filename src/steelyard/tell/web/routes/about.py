"""What the workbench is, what it never does, and where its limits are."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from steelyard.law.ruling import NOTICE
from steelyard.tell.pdf import find_browser
from steelyard.tell.web.desk import desk_of
from steelyard.tell.web.look import page

router = APIRouter()


@router.get("/about")
def about(request: Request) -> Response:
    """Show the page."""
    desk = desk_of(request)
    return page(
        request,
        "about.html.j2",
        "About and limits",
        here="about",
        notice=NOTICE,
        limits=desk.limits,
        uploads=desk.uploads,
        printer=find_browser() is not None,
    )
