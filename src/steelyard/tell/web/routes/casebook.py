"""A casebook: its seven steps, courses, quantities, sources."""

from __future__ import annotations

import io
import zipfile

from fastapi import APIRouter, Request, Response

from steelyard.casebook.quantity import BASES
from steelyard.casebook.schema.casebook_file import CasebookFile
from steelyard.tell.sections.assumptions import spread
from steelyard.tell.sections.sources import web
from steelyard.tell.steps import STEPS
from steelyard.tell.web.desk import Desk, book_tabs, desk_of
from steelyard.tell.web.library import Book
from steelyard.tell.web.look import page
from steelyard.tell.web.search import fits, words_of
from steelyard.tell.web.shelf import Entry

router = APIRouter(prefix="/casebooks/{key}")


@router.get(".zip")
def download(request: Request, key: str) -> Response:
    """Give the casebook's files as a zip."""
    book, opened = desk_of(request).book(key)
    casebook = opened.casebook
    packed = io.BytesIO()
    name = book.key.lstrip("@")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in casebook.files:
            info = zipfile.ZipInfo(f"{name}/{file}", (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            archive.writestr(info, (casebook.root / file).read_bytes())
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)


@router.get("")
def steps(request: Request, key: str) -> Response:
    """Show the casebook and its seven steps."""
    desk = desk_of(request)
    book, opened = desk.book(key)
    return page(
        request,
        "casebook.html.j2",
        opened.casebook.front.title,
        tabs=book_tabs(key),
        here="steps",
        book=book,
        casebook=opened.casebook,
        counts=opened.audit.counts(),
        law=opened.law,
        steps=STEPS,
        runs=_runs(desk, book, opened.casebook.front, opened.casebook.digest),
    )


def _runs(desk: Desk, book: Book, front: CasebookFile, digest: str) -> list[Entry]:
    """Return finished runs of exactly this casebook."""
    if book.kind == "run":
        return [e for e in desk.shelf.entries() if e.id == book.key[1:]]
    return [e for e in desk.shelf.entries() if e.finished and e.digest == digest]


@router.get("/courses")
def courses(request: Request, key: str) -> Response:
    """Show courses and what they are made of."""
    book, opened = desk_of(request).book(key)
    return page(
        request,
        "casebook_courses.html.j2",
        "Courses of action",
        tabs=book_tabs(key),
        here="courses",
        book=book,
        casebook=opened.casebook,
    )


@router.get("/quantities")
def quantities(
    request: Request, key: str, q: str = "", basis: str = "", used: str = ""
) -> Response:
    """Show every number that models use."""
    book, opened = desk_of(request).book(key)
    casebook, links = opened.casebook, opened.links
    wanted = words_of(q)
    shown = {
        id_: quantity
        for id_, quantity in casebook.quantities.items()
        if (not basis or quantity.basis == basis)
        and (not used or id_ in links.courses_by_quantity)
        and fits(wanted, id_, quantity.says, quantity.note, quantity.unit)
    }
    return page(
        request,
        "casebook_quantities.html.j2",
        "Quantities",
        tabs=book_tabs(key),
        here="quantities",
        book=book,
        casebook=casebook,
        shown=shown,
        spreads={id_: spread(quantity) for id_, quantity in shown.items()},
        links=links,
        bases=BASES,
        state={"q": q, "basis": basis, "used": used},
    )


@router.get("/sources")
def sources(request: Request, key: str, q: str = "", kind: str = "") -> Response:
    """Show where statements and numbers come from."""
    book, opened = desk_of(request).book(key)
    found = opened.casebook.sources
    wanted = words_of(q)
    shown = {
        id_: s
        for id_, s in found.items()
        if (not kind or s.kind == kind)
        and fits(wanted, id_, s.title, s.author, s.publisher, s.note)
    }
    return page(
        request,
        "casebook_sources.html.j2",
        "Sources",
        tabs=book_tabs(key),
        here="sources",
        book=book,
        casebook=opened.casebook,
        shown=shown,
        kinds=list(dict.fromkeys(s.kind for s in found.values())),
        links=opened.links,
        web=web,
        state={"q": q, "kind": kind},
    )
