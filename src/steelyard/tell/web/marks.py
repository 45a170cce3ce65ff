"""What is kept of a run carries a mark: of the run, and of what made it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import steelyard
from steelyard.study.store import Run, StoreError

FOLDER = ".pages"
"""Where pages are kept, in the run store."""


def place(run: Run, name: str) -> Path:
    """Return where a file is kept that is made of a run."""
    return run.path.parent / FOLDER / run.id / name


def mark(run: Run) -> str:
    """Return what a page must carry to fit a run: its results, and what made it.

    Raises
    ------
    StoreError
        If the run is not finished.
    """
    path = run.path / "results.json"
    try:
        return _mark(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}") from None


@lru_cache(maxsize=64)
def _mark(path: Path, _: int) -> str:
    found = hashlib.sha256(_program().encode())
    found.update((path.parent / "run.json").read_bytes())
    found.update(path.read_bytes())
    return found.hexdigest()[:32]


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a mark of all that a page is made by."""
    found = hashlib.sha256(steelyard.__version__.encode())
    for name in ("altair", "vl-convert-python"):
        found.update(metadata.version(name).encode())
    for text in _texts(resources.files("steelyard.tell")):
        found.update(text)
    return found.hexdigest()


def _texts(folder: Traversable) -> list[bytes]:
    found: list[bytes] = []
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            found += _texts(item)
        elif item.name.endswith((".py", ".j2")):
            found.append(item.read_bytes())
    return found
