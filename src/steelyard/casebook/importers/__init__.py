"""Importers of official files: each kind of file into one tidy table."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.importers import (
    cbp_drugs,
    cbp_drugs_amo,
    cbp_encounters_aor,
    cbp_encounters_southwest,
    cbp_encounters_state,
    cdc_vsrr,
    ice_detention,
    ohss_encounters,
    ohss_monthly,
)
from steelyard.casebook.importers.csvfile import open_csv
from steelyard.casebook.importers.findings import WrongKindError
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.table import Column, Table, write_csv
from steelyard.casebook.importers.workbook import open_book
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest

__all__ = ["IMPORTERS", "Column", "Importer", "Table", "import_file", "write_csv"]

IMPORTERS: dict[str, Importer] = {
    importer.kind: importer
    for importer in (
        cbp_encounters_aor.IMPORTER,
        cbp_encounters_state.IMPORTER,
        cbp_encounters_southwest.IMPORTER,
        cbp_drugs.IMPORTER,
        cbp_drugs_amo.IMPORTER,
        cdc_vsrr.IMPORTER,
        ice_detention.IMPORTER,
        *ohss_encounters.IMPORTERS,
        *ohss_monthly.IMPORTERS,
    )
}
"""Importers by kind."""


def import_file(kind: str, path: Path) -> Table:
    """Read one official file.

    Parameters
    ----------
    kind
        One of `IMPORTERS`.
    path
        The file as the agency publishes it.

    Raises
    ------
    CasebookError
        If the kind is unknown, the file is of another kind, holds a column
        that looks like a personal identifier, or anything in it cannot be
        read for sure: with file, line and column of every problem.
    """
    if kind not in IMPORTERS:
        parts = ", ".join(k for k in IMPORTERS if k.startswith(f"{kind}:"))
        mend = f"choose one of {parts}" if parts else nearest(kind, IMPORTERS)
        raise CasebookError([Problem(Mark("KIND"), f"unknown kind '{kind}'", mend)])
    try:
        return IMPORTERS[kind].read(path)
    except WrongKindError as error:
        guess = likely_kind(path)
        if not guess or guess == kind:
            raise
        mend = f"it reads like '{guess}': import it as that"
        problems = [Problem(p.mark, p.message, mend) for p in error.problems]
        raise CasebookError(problems) from None


def likely_kind(path: Path) -> str:
    """Return the kind that a file's headings or sheets fit best; empty if none."""
    try:
        headings, sheets = open_csv(path).headings, frozenset[str]()
    except CasebookError:
        try:
            headings, sheets = [], frozenset(open_book(path).names)
        except CasebookError:
            return ""
    best, score = "", 0.5
    for kind, importer in IMPORTERS.items():
        fit = importer.likeness(headings, sheets)
        if fit > score:
            best, score = kind, fit
    return best
