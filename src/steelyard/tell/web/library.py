"""The casebooks that the workbench knows: shipped, own versions, copies of runs."""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from steelyard.audit import audit
from steelyard.audit.audit import Audit, Finding
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.reader import FRONT, open_casebook, shipped
from steelyard.casebook.yamlfile import load_yaml
from steelyard.law import Law, law_of
from steelyard.study.store import StoreError
from steelyard.tell.links import Links, links
from steelyard.tell.web.shelf import Shelf

FOLDER = ".casebooks"
"""Where versions are kept, in the run store."""

NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,62}$")
"""What a version may be called."""

KEPT = 3
"""Casebooks held in memory."""


@dataclass(frozen=True)
class Book:
    """A casebook on the shelf.

    Attributes
    ----------
    key
        Its name in addresses: a shipped name, a version's name, or `@` and a run.
    folder
        Where its files are.
    kind
        `shipped`, `version` or `run`.
    title, question
        From its front page; empty where that cannot be read.
    origin, note
        What a version was made from, and what was changed.
    """

    key: str
    folder: Path
    kind: str
    title: str = ""
    question: str = ""
    origin: str = ""
    note: str = ""


@dataclass
class Opened:
    """A casebook in memory, with what pages ask of it made once."""

    casebook: Casebook
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def audit(self) -> Audit:
        """The verdicts on its claims."""
        with self._lock:
            return self._audit

    @cached_property
    def _audit(self) -> Audit:
        return audit(self.casebook)

    @cached_property
    def law(self) -> Law | None:
        """Its law, ready to judge."""
        return law_of(self.casebook)

    @property
    def links(self) -> Links:
        """What uses what."""
        with self._lock:
            return self._links

    @cached_property
    def _links(self) -> Links:
        return links(self.casebook, self._audit, self.casebook.courses)

    def finding(self, claim: str) -> Finding | None:
        """Return the verdict on one claim."""
        found = (f for f in self.audit.findings if f.claim.id == claim)
        return next(found, None)


@dataclass
class Library:
    """All casebooks, the last few opened ones held."""

    shelf: Shelf
    _open: OrderedDict[str, Opened] = field(default_factory=OrderedDict)
    _by_digest: dict[str, str] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _opening: threading.Lock = field(default_factory=threading.Lock)
    _fronts: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where versions are kept."""
        return self.shelf.runs / FOLDER

    def books(self) -> list[Book]:
        """Return shipped casebooks and versions, the newest versions first."""
        known = shipped()
        found = [self._book(name, path, "shipped") for name, path in known.items()]
        versions = [
            self._book(path.name, path, "version")
            for path in sorted(self._versions(), key=_made, reverse=True)
        ]
        return found + versions

    def names(self) -> set[str]:
        """Return names that are taken."""
        return {*shipped(), *(p.name for p in self._versions())}

    def find(self, key: str) -> Book | None:
        """Return a casebook by its key, or None."""
        if key.startswith("@"):
            run = self.shelf.run(key[1:])
            if run is None or not (run.path / "casebook" / FRONT).is_file():
                return None
            return self._book(key, run.path / "casebook", "run")
        known = shipped()
        if key in known:
            return self._book(key, known[key], "shipped")
        path = self.folder / key
        if NAME.match(key) and path.is_dir() and not path.is_symlink():
            return self._book(key, path, "version")
        return None

    def open(self, book: Book) -> Opened:
        """Open a casebook, or give the one that is held.

        Raises
        ------
        CasebookError
            With every problem of it.
        """
        digest = self._digest_of_run(book)
        with self._opening:  # a run's copy may be the casebook that is being opened
            mark = self._by_digest.get(digest) if digest else _signature(book.folder)
            held = self._held(mark) if mark else None
            if held is not None:
                return held
            opened = Opened(open_casebook(book.folder))
            self._hold(mark or _signature(book.folder), opened)
            return opened

    def _digest_of_run(self, book: Book) -> str:
        """Return the digest of a run's copy: the same content is the same casebook."""
        if book.kind != "run":
            return ""
        try:
            manifest = json.loads((book.folder.parent / "run.json").read_text("utf-8"))
            return str(manifest["casebook"]["digest"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _held(self, mark: str) -> Opened | None:
        with self._guard:
            if mark in self._open:
                self._open.move_to_end(mark)
            return self._open.get(mark)

    def _hold(self, mark: str, opened: Opened) -> None:
        with self._guard:
            self._open[mark] = opened
            self._by_digest[opened.casebook.digest] = mark
            while len(self._open) > KEPT:
                gone, _ = self._open.popitem(last=False)
                self._by_digest = {
                    d: m for d, m in self._by_digest.items() if m != gone
                }

    def _versions(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [
            p
            for p in sorted(self.folder.iterdir())
            if NAME.match(p.name) and p.is_dir() and not p.is_symlink()
        ]

    def _book(self, key: str, folder: Path, kind: str) -> Book:
        title, question = self._front(folder)
        about: dict[str, Any] = {}
        if kind == "version":
            about = read_about(self.folder, key)
        return Book(
            key,
            folder,
            kind,
            title or key,
            question,
            str(about.get("origin", "")),
            str(about.get("note", "")),
        )

    def _front(self, folder: Path) -> tuple[str, str]:
        """Return title and question, without opening all of it."""
        path = folder / FRONT
        try:
            mark = (str(path), path.stat().st_mtime_ns)
            if mark not in self._fronts:
                data = load_yaml(path).data
                told = data if isinstance(data, dict) else {}
                self._fronts[mark] = (
                    str(told.get("title", "")),
                    str(told.get("question", "")),
                )
            return self._fronts[mark]
        except (OSError, CasebookError):
            return "", ""


def check_name(name: str, taken: set[str]) -> None:
    """Refuse a name that a version may not have.

    Raises
    ------
    CasebookError
        Saying what would be right.
    """
    if not NAME.match(name):
        what = f"the name '{name}' does not do"
        mend = "use small letters, digits and hyphens, at most 63"
        raise CasebookError([Problem(Mark("name"), what, mend)])
    if name in taken:
        what = f"there is a casebook '{name}' already"
        raise CasebookError([Problem(Mark("name"), what, "choose another name")])


def read_about(folder: Path, key: str) -> dict[str, Any]:
    """Return what is kept beside a version: its origin and what was changed."""
    try:
        data = json.loads((folder / f"{key}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def run_key(run: str) -> str:
    """Return the key of the casebook that is kept with a run."""
    return f"@{run}"


def _made(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _signature(folder: Path) -> str:
    """Return a mark that changes when a file of a folder does."""
    parts = []
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                told = path.stat()
                parts.append(f"{path.name}:{told.st_mtime_ns}:{told.st_size}")
    except OSError as error:
        raise StoreError(f"cannot read {folder}: {error}") from None
    return f"{folder}|" + "|".join(parts)
