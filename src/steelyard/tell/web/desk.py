"""What all pages work with: the run store, the casebooks, the jobs."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from steelyard.casebook.problems import CasebookError
from steelyard.study.store import Run, StoreError
from steelyard.tell.web import assets
from steelyard.tell.web.kept import NAMES
from steelyard.tell.web.library import Book, Library, Opened, run_key
from steelyard.tell.web.look import Tab, path
from steelyard.tell.web.pages import Pages
from steelyard.tell.web.press import Press
from steelyard.tell.web.queue import Limits, Queue
from steelyard.tell.web.shelf import Shelf
from steelyard.tell.web.thrift import give_back
from steelyard.tell.web.trouble import gone
from steelyard.tell.web.unpack import Limits as UploadLimits

log = logging.getLogger("steelyard.web")


WARM_AFTER = 1.0
"""Seconds that the first page has for itself."""

PATIENCE = 0.5
"""Seconds that a page which is being made is awaited; then a page says so."""

WARM_RUNS = 3
"""Newest runs whose pages are made after a start, where they are not kept yet."""


@dataclass
class Desk:
    """One server's state; everything that must outlive it is on disk."""

    runs: Path
    limits: Limits = field(default_factory=Limits)
    uploads: UploadLimits = field(default_factory=UploadLimits)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.runs)
        self.library = Library(self.shelf)
        self.queue = Queue(self.runs, self.limits)
        self.pages = Pages()
        self.press = Press(self.shelf)
        self.patience = PATIENCE

    def warm(self) -> None:
        """Make what the next pages will ask for, once the first is out."""
        later = threading.Timer(WARM_AFTER, self._warm)
        later.daemon = True
        later.start()

    def _warm(self) -> None:
        for name in assets.NAMES:
            assets.find(name)
        for book in self.library.books():
            if book.kind == "shipped":
                try:
                    opened = self.library.open(book)
                    _ = opened.audit, opened.law
                except (CasebookError, StoreError):
                    log.warning("the shipped casebook %s is broken", book.key)
        give_back()
        done = [e for e in self.shelf.entries() if e.finished]
        for entry in done[:WARM_RUNS]:
            run = self.shelf.run(entry.id)
            if run is not None and any(self.pages.step(run, n) is None for n in NAMES):
                self.pages.make(run, patient=True)

    def book(self, key: str) -> tuple[Book, Opened]:
        """Open a casebook by its key.

        Raises
        ------
        HTTPException
            404 if there is none.
        CasebookError
            If it is broken.
        """
        book = self.library.find(key)
        if book is None:
            raise gone(
                f"There is no casebook “{key}” here. It may have been a version in "
                "another run store."
            )
        return book, self.library.open(book)

    def run(self, id_: str) -> Run:
        """Return a run by its whole id.

        Raises
        ------
        HTTPException
            404 if there is none.
        """
        run = self.shelf.run(id_)
        if run is None:
            raise gone(
                f"There is no run {id_} in this store. The link may be old, or made "
                "with another store."
            )
        return run

    def opened_run(self, run: Run) -> Opened:
        """Open the casebook that is kept with a run."""
        return self.book(run_key(run.id))[1]


def desk_of(request: Request) -> Desk:
    """Return the desk of the server that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def book_tabs(key: str) -> tuple[Tab, ...]:
    """Return the navigation of a casebook."""
    base = ("casebooks", key)
    names = (
        ("steps", "Seven steps", ()),
        ("claims", "Claims", ("claims",)),
        ("law", "Law", ("law",)),
        ("courses", "Courses", ("courses",)),
        ("quantities", "Quantities", ("quantities",)),
        ("tables", "Tables", ("tables",)),
        ("sources", "Sources", ("sources",)),
        ("run", "Change and run", ("run",)),
    )
    return tuple(Tab(n, title, path(*base, *rest)) for n, title, rest in names)


def run_tabs(id_: str) -> tuple[Tab, ...]:
    """Return the navigation of a run."""
    names = (
        ("card", "Card", ()),
        ("audit", "Claims", ("audit",)),
        ("judge", "Law", ("judge",)),
        ("plan", "Plan", ("plan",)),
        ("stress", "Stress", ("stress",)),
        ("money", "Money", ("money",)),
        ("readiness", "Readiness", ("readiness",)),
        ("weigh", "Weigh", ("weigh",)),
        ("explore", "Explore", ("explore",)),
        ("read", "Read", ("read",)),
    )
    return tuple(Tab(n, title, path("runs", id_, *rest)) for n, title, rest in names)
