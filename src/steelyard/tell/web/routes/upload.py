"""Take in a casebook that somebody else wrote, and say what is wrong with it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from steelyard.audit import audit
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.store import StoreError
from steelyard.tell.web.desk import Desk, desk_of
from steelyard.tell.web.forms import sealed
from steelyard.tell.web.look import page, path
from steelyard.tell.web.unpack import unpack
from steelyard.tell.web.versions import check, draft, free_name, keep

router = APIRouter()


@router.post("/casebooks")
async def upload(request: Request) -> Response:
    """Unpack, check and keep an uploaded casebook."""
    form = await sealed(request)
    given = form.get("file")
    name = form.get("name")
    if not isinstance(given, UploadFile) or not given.filename:
        return _broken(request, ["Choose a zip file first."])
    wanted = name.strip() if isinstance(name, str) else ""
    try:
        kept = await run_in_threadpool(_take, desk_of(request), given, wanted)
    except CasebookError as error:
        return _broken(request, [str(p) for p in error.problems[:200]])
    return RedirectResponse(path("casebooks", kept), 303)


def _broken(request: Request, lines: list[str]) -> Response:
    return page(
        request,
        "upload_broken.html.j2",
        "This casebook cannot be used yet",
        422,
        lines=lines,
    )


def _take(desk: Desk, given: UploadFile, name: str) -> str:
    library = desk.library
    try:
        library.folder.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".upload-", dir=library.folder))
    except OSError as error:
        raise StoreError(f"cannot write to {library.folder}: {error}") from None
    try:
        root = unpack(given.file, folder, desk.uploads)
        casebook = open_casebook(root)
        wanted = name or _free(Path(given.filename or "").stem, library.names())
        with draft(casebook, {}, library.folder) as clean:
            audit(check(clean))
            keep(library, clean, wanted, "upload", "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return wanted


def _free(stem: str, taken: set[str]) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem.lower())
    plain = plain.strip("-")[:56] or "casebook"
    return plain if plain not in taken else free_name(plain, taken)
