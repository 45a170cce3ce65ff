"""Open a casebook: read every file, cross-check it, say all that is wrong."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from steelyard.casebook.check_budget import check_budget
from steelyard.casebook.check_force_plan import check_force_plan
from steelyard.casebook.check_forces import check_forces
from steelyard.casebook.check_history import check_history
from steelyard.casebook.check_measures import check_measures
from steelyard.casebook.check_movement import check_movement
from steelyard.casebook.check_sites import check_sites
from steelyard.casebook.crossref import cross_check
from steelyard.casebook.model import Casebook, Place
from steelyard.casebook.network_use_check import check_use
from steelyard.casebook.parts import Parts, read_tables, single
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.actions import ActionsFile
from steelyard.casebook.schema.budget import BudgetFile
from steelyard.casebook.schema.casebook_file import CasebookFile, Part
from steelyard.casebook.schema.claims import ClaimsFile
from steelyard.casebook.schema.courses import CoursesFile
from steelyard.casebook.schema.escalation import EscalationFile
from steelyard.casebook.schema.experts import ExpertsFile
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.history import HistoryFile
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.schema.measures import MeasuresFile
from steelyard.casebook.schema.movement import MovementFile
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_check import check_network
from steelyard.casebook.schema.network_values import Values
from steelyard.casebook.schema.quantities import QuantitiesFile
from steelyard.casebook.schema.sites import SitesFile
from steelyard.casebook.schema.sources import SourcesFile
from steelyard.casebook.schema.threat import ThreatFile

FRONT = "casebook.yaml"


def shipped() -> dict[str, Path]:
    """Return the casebooks that come with steelyard, by name."""
    root = Path(str(resources.files("steelyard"))) / "casebooks"
    return {p.parent.name: p.parent for p in sorted(root.glob(f"*/{FRONT}"))}


def find_casebook(case: str | Path) -> Path:
    """Return the folder of a casebook given by path or by shipped name.

    Raises
    ------
    CasebookError
        If there is no such folder or it cannot be read.
    """
    path = Path(case)
    name = path.as_posix()
    try:
        if path.is_dir():
            if not (path / FRONT).is_file():
                mend = f"`steelyard new {name}` writes one"
                problem = Problem(Mark(name), f"the folder has no {FRONT}", mend)
                raise CasebookError([problem])
            return path
        exists = path.exists()
    except OSError as error:
        what = f"cannot be read ({(error.strerror or 'error').lower()})"
        raise CasebookError([Problem(Mark(name), what)]) from None
    if exists:
        mend = f"give the folder that holds {FRONT}"
        raise CasebookError([Problem(Mark(name), "is a file", mend)])
    if path.is_symlink():
        what = "cannot be read (a link that leads nowhere)"
        raise CasebookError([Problem(Mark(name), what)])
    known = shipped()
    if str(case) in known:
        return known[str(case)]
    what = "is neither a folder nor the name of a shipped casebook"
    raise CasebookError([Problem(Mark(name), what, nearest(str(case), known))])


def open_casebook(case: str | Path) -> Casebook:
    """Read and cross-check a casebook.

    Parameters
    ----------
    case
        A folder, or the name of a casebook that comes with steelyard.

    Returns
    -------
    The casebook, with every id resolved and every unit read.

    Raises
    ------
    CasebookError
        With every problem that one pass found.
    """
    root = find_casebook(case)
    with _no_collection():
        return _open(root)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector: reading makes much and throws nothing away."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _open(root: Path) -> Casebook:
    parts = Parts(root)
    read = parts.record(CasebookFile, FRONT, Mark(FRONT))
    if read is None:
        raise CasebookError(parts.problems)
    front, document = read
    parts.places["casebook", front.id] = Place(document, ())
    casebook = _assemble(parts, front)
    parts.problems.extend(cross_check(casebook, parts.broken))
    parts.problems.extend(check_budget(casebook, parts.broken))
    parts.problems.extend(check_forces(casebook, parts.broken))
    parts.problems.extend(check_movement(casebook, parts.broken))
    parts.problems.extend(check_force_plan(casebook, parts.broken))
    parts.problems.extend(check_sites(casebook, parts.broken))
    parts.problems.extend(check_history(casebook, parts.broken))
    parts.problems.extend(check_measures(casebook, parts.broken))
    if casebook.network is not None and not parts.broken:
        document = parts.places["network", "network"].document
        values = Values(casebook.quantities)
        parts.problems.extend(check_network(casebook.network, document, values))
        parts.problems.extend(check_use(casebook))
    if parts.problems:
        raise CasebookError(parts.problems)
    return casebook


def _assemble(parts: Parts, front: CasebookFile) -> Casebook:
    def merged(part: Part, model: type[BaseModel], kind: str) -> dict[str, Any]:
        return parts.merge(parts.records(front, part, model), part, kind)

    courses = parts.records(front, "courses", CoursesFile)
    measures = parts.records(front, "measures", MeasuresFile)
    return Casebook(
        root=parts.root,
        front=front,
        sources=merged("sources", SourcesFile, "source"),
        quantities=merged("quantities", QuantitiesFile, "quantity"),
        claims=merged("claims", ClaimsFile, "claim"),
        actions=merged("actions", ActionsFile, "action"),
        indicators=parts.merge(courses, "indicators", "indicator"),
        pathways=parts.merge(courses, "pathways", "pathway"),
        courses=parts.merge(courses, "courses", "course"),
        measures=parts.merge(measures, "measures", "measure"),
        stakeholders=parts.merge(measures, "stakeholders", "stakeholder"),
        tables=read_tables(parts, front.tables),
        budget=single(parts, front, "budget", BudgetFile),
        forces=single(parts, front, "forces", ForcesFile),
        movement=single(parts, front, "movement", MovementFile),
        threat=single(parts, front, "threat", ThreatFile),
        escalation=single(parts, front, "escalation", EscalationFile),
        experts=single(parts, front, "experts", ExpertsFile),
        law=single(parts, front, "law", LawFile),
        network=single(parts, front, "network", Network),
        sites=single(parts, front, "sites", SitesFile),
        history=single(parts, front, "history", HistoryFile),
        files=tuple(sorted(parts.files)),
        digest=digest(parts.root, parts.files),
        places=parts.places,
    )


def digest(root: Path, files: set[str]) -> str:
    """Return the SHA-256 over names and contents of a casebook's files."""
    total = hashlib.sha256()
    for name in sorted(files):
        try:
            content = hashlib.sha256((root / name).read_bytes()).hexdigest()
        except OSError:
            content = "unreadable"
        total.update(f"{name}\0{content}\n".encode())
    return total.hexdigest()
