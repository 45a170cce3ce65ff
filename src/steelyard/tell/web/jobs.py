"""Jobs: what is asked of the machine, kept on disk so that no restart loses it.

A job is one file of the server (`.jobs/ID.json`: what was asked, and what became of
it) and one of its process (`.jobs/ID.status.json`: how far it is). Neither writes
the other's file.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import secrets
import signal
import sys
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from steelyard.study.store import write_json

FOLDER = ".jobs"

_ID = re.compile(r"^[0-9a-f]{16}$")

State = Literal["queued", "running", "finished", "failed", "cancelled", "interrupted"]

ENDED = {"finished", "failed", "cancelled", "interrupted"}


@dataclass(frozen=True)
class Ask:
    """What a job is to do: assess a casebook.

    Attributes
    ----------
    book, title
        Key of the casebook, and its title.
    folder
        Where its files are.
    courses, futures, seed, profile, readings
        As for `steelyard assess`; all courses if none are named.
    """

    book: str
    title: str
    folder: str
    courses: tuple[str, ...] = ()
    futures: int = 1000
    seed: int = 1
    profile: str | None = None
    readings: dict[str, str] = field(default_factory=dict)
    base: str = ""
    """The casebook that was changed for it, to compare with."""


@dataclass(frozen=True)
class Job:
    """A job as it is kept.

    `pid` and `born` tell the process from another that got its number later;
    `stopping` says that somebody cancelled it.
    """

    id: str
    ask: Ask
    made: str
    kept: State = "queued"
    pid: int = 0
    born: str = ""
    tries: int = 0
    why: str = ""
    stopping: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    step, done, of
        Name of the step, and how much of it is done.
    run
        The run that it makes, once it is known.
    lines
        What is wrong, where it failed.
    note
        What it will take, once that is known.
    """

    state: State
    step: str = ""
    done: int = 0
    of: int = 0
    run: str = ""
    lines: tuple[str, ...] = ()
    seconds: float = 0.0
    note: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


class JobStore:
    """Jobs on disk."""

    def __init__(self, runs: Path) -> None:
        self.folder = runs / FOLDER

    def add(self, ask: Ask) -> Job:
        """Keep a new job.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        job = Job(secrets.token_hex(8), ask, now())
        self.write(job)
        return job

    def write(self, job: Job) -> None:
        """Keep a job as it is now."""
        write_json(self.folder / f"{job.id}.json", job.as_json())

    def read(self, id_: str) -> Job | None:
        """Return a job, or None if there is none of that id or it is broken."""
        if not _ID.match(id_):
            return None
        try:
            data = json.loads((self.folder / f"{id_}.json").read_text("utf-8"))
            asked = dict(data.pop("ask"))
            asked["courses"] = tuple(asked["courses"])
            return Job(ask=Ask(**asked), **data)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def all(self) -> list[Job]:
        """Return all jobs, the newest first."""
        names = [p.stem for p in self.folder.glob("*.json") if _ID.match(p.stem)]
        found = [job for name in names if (job := self.read(name)) is not None]
        return sorted(found, key=lambda job: job.made, reverse=True)

    def status_path(self, id_: str) -> Path:
        """Return where a job's process tells how far it is."""
        return self.folder / f"{id_}.status.json"

    def log_path(self, id_: str) -> Path:
        """Return where a job's process writes what nobody foresaw."""
        return self.folder / f"{id_}.log"

    def told(self, id_: str) -> Progress | None:
        """Return what a job's process told last."""
        try:
            data = json.loads(self.status_path(id_).read_text("utf-8"))
            data["lines"] = tuple(data.get("lines", ()))
            return Progress(**data)
        except (OSError, ValueError, TypeError):
            return None

    def progress(self, job: Job) -> Progress:
        """Return how far a job is, whoever started it."""
        told = self.told(job.id)
        if job.kept != "running":
            base = told or Progress(job.kept)
            lines = (job.why,) if job.why else base.lines
            return replace(base, state=job.kept, lines=lines)
        if told is not None and told.ended:
            return told
        if alive(job.pid, job.born):
            return told or Progress("running", "starting")
        if job.stopping:
            return replace(told or Progress("running"), state="cancelled")
        gone = "Its process ended before it was done: the machine may have been "
        gone += "switched off, or short of memory or disk."
        return replace(told or Progress("running"), state="interrupted", lines=(gone,))

    def forget_status(self, id_: str) -> None:
        """Remove what a former try told."""
        with contextlib.suppress(OSError):
            self.status_path(id_).unlink(missing_ok=True)


def now() -> str:
    """Return the time, as text that sorts."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def born(pid: int) -> str:
    """Return when a process began, as the system tells it; empty if it is gone."""
    if not sys.platform.startswith("linux"):
        return "alive" if _signalled(pid) else ""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    fields = told.rpartition(")")[2].split()
    return "" if fields[0] in {"Z", "X"} else fields[19]


def alive(pid: int, since: str) -> bool:
    """Tell whether a process still runs and is the one that began then."""
    return pid > 0 and bool(since) and born(pid) == since


def end(pid: int, since: str, *, hard: bool = False) -> None:
    """Ask a process to end, if it is still the one that is meant."""
    if alive(pid, since):
        sign = getattr(signal, "SIGKILL", signal.SIGTERM) if hard else signal.SIGTERM
        with contextlib.suppress(OSError):
            os.kill(pid, sign)


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
