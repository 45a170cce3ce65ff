"""The run store as the server sees it: known files of known runs, nothing else."""

from __future__ import annotations

import datetime
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.yamlfile import load_yaml
from steelyard.study.store import Run, StoreError, list_runs


@dataclass(frozen=True)
class Entry:
    """A run in the list.

    Attributes
    ----------
    id, finished
        Its name, and whether all of it is there.
    casebook, digest, courses, futures, seed
        What it was asked to do; empty where `run.json` cannot be read.
    title, made
        Title of its casebook, and when it was last written to (seconds).
    parts, of
        How many parts are there, and how many it will have.
    trouble
        What is wrong with it, in words.
    """

    id: str
    finished: bool
    casebook: str = ""
    digest: str = ""
    title: str = ""
    made: float = 0.0
    courses: int = 0
    futures: int = 0
    seed: int = 0
    parts: int = 0
    of: int = 0
    trouble: str = ""

    @property
    def when(self) -> str:
        """When it was last written to, in words."""
        told = datetime.datetime.fromtimestamp(self.made, datetime.UTC)
        return f"{told:%Y-%m-%d %H:%M} UTC"


@dataclass
class Shelf:
    """A run store that is only read from, but for dossiers not yet written."""

    runs: Path
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def entries(self) -> list[Entry]:
        """Return all runs, the newest first."""
        found = [self.entry(run) for run in list_runs(self.runs) if self._inside(run)]
        return sorted(found, key=lambda entry: entry.made, reverse=True)

    def entry(self, run: Run) -> Entry:
        """Return a run as lists show it."""
        try:
            return _read(run)
        except (OSError, StoreError, KeyError, TypeError, ValueError):
            return Entry(run.id, finished=False, trouble="its run.json cannot be read")

    def run(self, id_: str) -> Run | None:
        """Return a run by its whole id, or None."""
        for run in list_runs(self.runs):
            if run.id == id_ and self._inside(run):
                return run
        return None

    def file(self, run: Run, name: str) -> Path | None:
        """Return a file of a run, if it is there and really inside the store."""
        path = (run.path / name).resolve()
        return path if path.is_file() and self._holds(path) else None

    def dossier(self, run: Run) -> Path:
        """Return the dossier of a finished run, written first if there is none.

        Raises
        ------
        StoreError
            If it cannot be written.
        CasebookError
            If the run's casebook is broken.
        """
        from steelyard.tell.dossier import NAME, dossier

        with self._lock(run.id):
            path = self.file(run, NAME) or dossier(run)
        if not self._holds(path.resolve()):
            raise StoreError(f"{path.name} of {run.id} is outside the run store")
        return path

    def _lock(self, id_: str) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(id_, threading.Lock())

    def _inside(self, run: Run) -> bool:
        return self._holds((run.path / "run.json").resolve())

    def _holds(self, path: Path) -> bool:
        return path.is_relative_to(self.runs.resolve())


def _made(folder: Path) -> float:
    done = folder / "results.json"
    return (done if done.is_file() else folder).stat().st_mtime


@lru_cache(maxsize=512)
def _title(path: Path) -> str:
    """Return a casebook's title; a run's copy never changes."""
    try:
        data = load_yaml(path).data
    except CasebookError:
        return ""
    return str(data.get("title", "")) if isinstance(data, dict) else ""


def _read(run: Run) -> Entry:
    manifest: dict[str, Any] = run.manifest
    courses = list(manifest["courses"])
    futures, block = int(manifest["futures"]), int(manifest["block"])
    return Entry(
        id=run.id,
        finished=run.finished,
        casebook=str(manifest["casebook"]["id"]),
        digest=str(manifest["casebook"]["digest"]),
        title=_title(run.path / "casebook" / "casebook.yaml"),
        made=_made(run.path),
        courses=len(courses),
        futures=futures,
        seed=int(manifest["seed"]),
        parts=sum(1 for _ in (run.path / "parts").glob("*/*.parquet")),
        of=len(courses) * -(-futures // block),
    )
