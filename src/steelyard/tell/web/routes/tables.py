"""Data tables: the list, and one table however long it is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from steelyard.casebook.tables import DataTable
from steelyard.tell.web.desk import book_tabs, desk_of
from steelyard.tell.web.look import page
from steelyard.tell.web.rowview import MOST, WINDOW, View, look
from steelyard.tell.web.trouble import gone

router = APIRouter(prefix="/casebooks/{key}/tables")

Start = Annotated[int, Query(alias="from", ge=0, le=10**9)]


@router.get("")
def listed(request: Request, key: str) -> Response:
    """Show the casebook's tables."""
    book, opened = desk_of(request).book(key)
    return page(
        request,
        "tables_list.html.j2",
        "Data tables",
        tabs=book_tabs(key),
        here="tables",
        book=book,
        casebook=opened.casebook,
        links=opened.links,
    )


@router.get("/{name}.csv")
def csv(request: Request, key: str, name: str) -> Response:
    """Give a table as its file."""
    _, opened = desk_of(request).book(key)
    table = _table(opened.casebook.tables, name)
    content = (opened.casebook.root / table.resource.path).read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{name}/rows.json")
def rows(
    request: Request,
    key: str,
    name: str,
    start: Start = 0,
    n: Annotated[int, Query(ge=1, le=MOST)] = WINDOW,
    sort: str = "",
    q: str = "",
) -> dict[str, Any]:
    """Give some rows of a table."""
    _, opened = desk_of(request).book(key)
    found = look(_table(opened.casebook.tables, name), View(sort, q, start, n))
    return {"total": found.total, "from": found.start, "rows": found.rows}


@router.get("/{name}")
def one(
    request: Request,
    key: str,
    name: str,
    start: Start = 0,
    sort: str = "",
    q: str = "",
) -> Response:
    """Show a table."""
    book, opened = desk_of(request).book(key)
    table = _table(opened.casebook.tables, name)
    found = look(table, View(sort, q, start))
    return page(
        request,
        "table.html.j2",
        table.title,
        tabs=book_tabs(key),
        here="tables",
        book=book,
        table=table,
        found=found,
        window=WINDOW,
        sources=opened.casebook.sources,
        claims=list(opened.links.claims_by_table.get(name, ())),
        state={"q": q, "sort": sort, "from": found.start or ""},
    )


def _table(tables: Any, name: str) -> DataTable:
    if name not in tables:
        raise gone(f"This casebook has no table {name}.")
    table: DataTable = tables[name]
    return table
