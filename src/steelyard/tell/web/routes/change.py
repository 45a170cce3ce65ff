"""Change and run: one form for what to change, what to run, and on what terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from steelyard.casebook.edits import Edit
from steelyard.casebook.problems import CasebookError
from steelyard.tell.web.changes import items
from steelyard.tell.web.desk import Desk, book_tabs, desk_of
from steelyard.tell.web.diff import FileDiff, changed_texts, differences
from steelyard.tell.web.fields import Item
from steelyard.tell.web.forms import pairs, sealed
from steelyard.tell.web.jobs import Ask
from steelyard.tell.web.library import Book, Opened
from steelyard.tell.web.look import page, path
from steelyard.tell.web.queue import QueueFullError
from steelyard.tell.web.search import fits, words_of
from steelyard.tell.web.trouble import plain
from steelyard.tell.web.versions import check, draft, free_name, keep

router = APIRouter(prefix="/casebooks/{key}")

MOST_FOUND = 40
FUTURES, SEED = 256, 1


@dataclass
class Form:
    """The form as it was sent, read against its casebook."""

    fields: dict[str, str]
    items: list[Item]
    courses: tuple[str, ...]
    futures: int
    seed: int
    profile: str | None
    readings: dict[str, str]
    wrong: dict[str, str]
    found: list[str]

    @property
    def edits(self) -> list[Edit]:
        """All changes of the casebook."""
        return [edit for item in self.items for edit in item.edits]

    @property
    def bad(self) -> bool:
        """Whether anything must be mended first."""
        return bool(self.wrong) or any(item.bad for item in self.items)


def read(opened: Opened, sent: Sequence[tuple[str, str]], most: int) -> Form:
    """Read the form from an address or a body.

    Parameters
    ----------
    opened
        The casebook.
    sent
        Names and values, in order.
    most
        Futures that a run may have.
    """
    casebook = opened.casebook
    many: dict[str, list[str]] = {}
    for name, value in sent:
        many.setdefault(name, []).append(value)
    fields = {name: values[-1] for name, values in many.items()}
    added = fields.get("add", "").strip()
    quantities = list(many.get("quantity", []))
    found: list[str] = []
    if added in casebook.quantities:
        quantities.append(added)
    elif added:
        found = _search(opened, added)
    dropped = fields.get("drop", "")
    opened_items = items(
        casebook,
        [q for q in quantities if q != dropped],
        [c for c in many.get("course", []) if c and c != dropped],
        [v for v in many.get("voice", []) if v and v != dropped],
        fields,
    )
    wrong: dict[str, str] = {}
    courses = tuple(c for c in casebook.courses if c in many.get("run", []))
    taken = {
        k.removeprefix("take."): v
        for k, v in fields.items()
        if k.startswith("take.") and v
    }
    profile = fields.get("profile") or None
    try:
        if opened.law is not None:
            opened.law.take(profile, taken)
    except CasebookError as error:
        wrong["readings"] = "; ".join(p.message for p in error.problems)
    return Form(
        fields,
        opened_items,
        courses,
        _whole(fields, "futures", FUTURES, 1, most, wrong),
        _whole(fields, "seed", SEED, 0, 2**31 - 1, wrong),
        profile,
        taken,
        wrong,
        found,
    )


def _search(opened: Opened, text: str) -> list[str]:
    wanted = words_of(text)
    return [
        id_
        for id_, q in opened.casebook.quantities.items()
        if fits(wanted, id_, q.says, q.note)
    ][:MOST_FOUND]


def _whole(
    fields: dict[str, str],
    name: str,
    usual: int,
    least: int,
    most: int,
    wrong: dict[str, str],
) -> int:
    text = fields.get(name, "").strip().replace(",", "") or str(usual)
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    wrong[name] = f"write a whole number from {least:,} to {most:,}"
    return usual


@router.get("/run")
def shown(request: Request, key: str) -> Response:
    """Show the form, with what the change would do to the files."""
    desk = desk_of(request)
    book, opened = desk.book(key)
    form = read(opened, request.query_params.multi_items(), desk.limits.futures)
    return _form(request, desk, book, opened, form)


def _form(
    request: Request,
    desk: Desk,
    book: Book,
    opened: Opened,
    form: Form,
    status: int = 200,
    problems: Sequence[str] = (),
) -> Response:
    casebook = opened.casebook
    diffs: list[FileDiff] = []
    lines = list(problems)
    if form.edits and not form.bad:
        try:
            diffs = differences(casebook, changed_texts(casebook, form.edits))
        except CasebookError as error:
            lines += [str(problem) for problem in error.problems]
    return page(
        request,
        "change.html.j2",
        "Change and run",
        status,
        tabs=book_tabs(book.key),
        here="run",
        book=book,
        casebook=casebook,
        law=opened.law,
        form=form,
        diffs=diffs,
        problems=lines,
        name=form.fields.get("name")
        or free_name(_stem(book, casebook.id), desk.library.names()),
        limits=desk.limits,
        links=opened.links,
    )


def _stem(book: Book, id_: str) -> str:
    stem = book.key if book.kind != "run" else id_.lower()
    return "".join(
        c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in stem
    )


@router.post("/run")
async def start(request: Request, key: str) -> Response:
    """Save the change as a version, if there is one, and run."""
    return await _take(request, key, run=True)


@router.post("/save")
async def save(request: Request, key: str) -> Response:
    """Save the change as a version."""
    return await _take(request, key, run=False)


async def _take(request: Request, key: str, *, run: bool) -> Response:
    sent = pairs(await sealed(request))
    return await run_in_threadpool(_work, request, key, sent, run)


def _work(
    request: Request, key: str, sent: list[tuple[str, str]], run: bool
) -> Response:
    desk = desk_of(request)
    book, opened = desk.book(key)
    form = read(opened, sent, desk.limits.futures)
    if form.bad or (not run and not form.edits):
        lines = () if form.bad else ("There is no change to save yet.",)
        return _form(request, desk, book, opened, form, 422, lines)
    kept = book
    if form.edits:
        try:
            kept = _keep(desk, book, opened, form)
        except CasebookError as error:
            found = tuple(str(problem) for problem in error.problems[:50])
            return _form(request, desk, book, opened, form, 422, found)
    if not run:
        return RedirectResponse(path("casebooks", kept.key), 303)
    try:
        job = desk.queue.add(_ask(kept, book, opened, form))
    except QueueFullError:
        text = "Too many jobs wait already. Try again when some are done."
        return plain(request, 429, text)
    return RedirectResponse(path("jobs", job.id), 303)


def _keep(desk: Desk, book: Book, opened: Opened, form: Form) -> Book:
    casebook = opened.casebook
    name = form.fields.get("name", "").strip()
    name = name or free_name(_stem(book, casebook.id), desk.library.names())
    texts = changed_texts(casebook, form.edits)
    note = "; ".join(dict.fromkeys(edit.says for edit in form.edits))
    with draft(casebook, texts, desk.library.folder) as folder:
        check(folder)
        keep(desk.library, folder, name, book.key, note[:500])
    kept = desk.library.find(name)
    assert kept is not None
    return kept


def _ask(book: Book, base: Book, opened: Opened, form: Form) -> Ask:
    courses = form.courses if len(form.courses) < len(opened.casebook.courses) else ()
    return Ask(
        book.key,
        opened.casebook.front.title,
        str(book.folder.resolve()),
        courses,
        form.futures,
        form.seed,
        form.profile,
        form.readings,
        base.key if base.key != book.key else "",
    )
