"""Pages of finished runs, made once and kept in the store.

Making a page takes the charts, the casebook, its audit and the results into memory;
reading one that is kept takes next to nothing. So pages are made where the run is
made, or by a process of their own, and the server only reads them. They lie under
`.pages/RUN/` in the store and can be deleted at any time: they are made again.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from markupsafe import Markup

from steelyard.casebook.model import Casebook
from steelyard.study.store import Run, beside
from steelyard.tell.web.fragments import STEPS, Piece, Step, build
from steelyard.tell.web.kept_material import NAME, keep_material
from steelyard.tell.web.library import Opened
from steelyard.tell.web.marks import mark, place

NAMES = ("card", *STEPS)
"""Pages of a run; `card` is page one of the dossier."""


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
    if not missing and place(run, NAME).is_file():
        return
    stamp = mark(run)
    opened = Opened(casebook or open_casebook(run.path / "casebook"))
    results = read_results(run)
    for name in sorted(missing, key=lambda n: n != first):
        step = build(run, opened, name, results)
        _write(place(run, f"{name}.json.gz"), _as_json(step, stamp))
    keep_material(run, opened.casebook)


def find_page(run: Run, name: str) -> Step | None:
    """Return a page that is kept and was made from this run by this program."""
    try:
        data = json.loads(gzip.decompress(place(run, f"{name}.json.gz").read_bytes()))
        if data["mark"] != mark(run):
            return None
        pieces = tuple(Piece(i, t, Markup(h)) for i, t, h in data["pieces"])
        specs = data["specs"]
        return Step(
            pieces,
            Markup(data["notes"]),
            None if specs is None else Markup(specs),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


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
