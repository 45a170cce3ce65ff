"""The verb: a finished run as one HTML file that opens without a network."""

from __future__ import annotations

from pathlib import Path

from steelyard.audit import audit
from steelyard.audit.audit import Audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.store import Run, StoreError, beside
from steelyard.tell.links import links
from steelyard.tell.material import Material
from steelyard.tell.notes import Notes
from steelyard.tell.page import build, environment
from steelyard.tell.plates import Plates
from steelyard.weigh.results import Results, read_results

NAME = "dossier.html"


def dossier(run: Run, out: Path | None = None) -> Path:
    """Write the dossier of a run.

    Parameters
    ----------
    run
        A finished run.
    out
        The file to write; `dossier.html` in the run's folder if left out.

    Returns
    -------
    The file. The same run gives the same bytes.

    Raises
    ------
    StoreError
        If the run is not finished or the file cannot be written.
    CasebookError
        If the casebook kept with the run is broken.
    """
    text = build(read_material(run))
    path = run.path / NAME if out is None else out
    with beside(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def read_material(
    run: Run,
    casebook: Casebook | None = None,
    found: Audit | None = None,
    plates: Plates | None = None,
    results: Results | None = None,
) -> Material:
    """Read a finished run back: its casebook, audit and results.

    Parameters
    ----------
    run
        A finished run.
    casebook, found, results
        Its casebook, audit and results, where they are in memory already.
    plates
        Where its charts go.

    Raises
    ------
    StoreError
        If the run is not finished.
    """
    if not run.finished:
        raise StoreError(f"run {run.id} is not finished: `steelyard assess` goes on")
    plates = Plates() if plates is None else plates
    plates.warm()
    casebook = open_casebook(run.path / "casebook") if casebook is None else casebook
    found = audit(casebook) if found is None else found
    manifest = run.manifest
    return Material(
        run=run,
        manifest=manifest,
        casebook=casebook,
        audit=found,
        results=read_results(run) if results is None else results,
        links=links(casebook, found, manifest["courses"]),
        notes=Notes(),
        plates=plates,
        env=environment(),
    )
