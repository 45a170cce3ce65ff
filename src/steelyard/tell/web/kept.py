"""Pages of finished runs, made once and kept in the store.

Making a page takes the charts, the casebook, its audit and the results into memory;
reading one that is kept takes next to nothing. So pages are made where the run is
made, or by a process of their own, and the server only reads them. They lie under
`.pages/RUN/` in the store and can be deleted at any time: they are made again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from markupsafe import Markup

import steelyard
from steelyard.casebook.model import Casebook
from steelyard.study.store import Run, StoreError, beside
from steelyard.tell.web.fragments import STEPS, Piece, Step, build
from steelyard.tell.web.library import Opened

FOLDER = ".pages"
"""Where pages are kept, in the run store."""

NAMES = ("card", *STEPS)
"""Pages of a run; `card` is page one of the dossier."""


def place(run: Run, name: str) -> Path:
    """Return the file of a page."""
    return run.path.parent / FOLDER / run.id / f"{name}.json.gz"


def keep_pages(run: Run, casebook: Casebook | None = None, first: str = "card") -> None:
    """Make the pages of a finished run, and keep them.

    Parameters
    ----------
    run
        A finished run. Pages that are there and fit it are left as they are.
    casebook
        Its casebook, if it is in memory already.
    first
        The page that is made before the others.

    Raises
    ------
    StoreError
        If the run is not finished, or a page cannot be written.
    CasebookError
        If the casebook kept with the run is broken.
    """
    from steelyard.casebook.reader import open_casebook
    from steelyard.weigh.results import read_results

    missing = [n for n in NAMES if find_page(run, n) is None]
    if not missing:
        return
    stamp = mark(run)
    opened = Opened(casebook or open_casebook(run.path / "casebook"))
    results = read_results(run)
    for name in sorted(missing, key=lambda n: n != first):
        step = build(run, opened, name, results)
        _write(place(run, name), _as_json(step, stamp))


def find_page(run: Run, name: str) -> Step | None:
    """Return a page that is kept and was made from this run by this program."""
    try:
        data = json.loads(gzip.decompress(place(run, name).read_bytes()))
        if data["mark"] != mark(run):
            return None
        pieces = tuple(Piece(i, t, Markup(h)) for i, t, h in data["pieces"])  # noqa: S704
        specs = data["specs"]
        return Step(
            pieces,
            Markup(data["notes"]),  # noqa: S704
            None if specs is None else Markup(specs),  # noqa: S704
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


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


def _as_json(step: Step, stamp: str) -> dict[str, Any]:
    return {
        "mark": stamp,
        "pieces": [[p.id, p.title, str(p.html)] for p in step.pieces],
        "notes": str(step.notes),
        "specs": None if step.specs is None else str(step.specs),
    }


def _write(path: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    with beside(path) as temporary:
        temporary.write_bytes(gzip.compress(text.encode(), 5, mtime=0))
