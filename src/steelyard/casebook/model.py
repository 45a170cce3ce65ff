"""A casebook in memory: typed, cross-checked, every figure sourced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.casebook.problems import Mark
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.actions import Action
from steelyard.casebook.schema.budget import BudgetFile
from steelyard.casebook.schema.casebook_file import CasebookFile
from steelyard.casebook.schema.claims import Claim
from steelyard.casebook.schema.courses import Course, Indicator, Pathway
from steelyard.casebook.schema.escalation import EscalationFile
from steelyard.casebook.schema.experts import ExpertsFile
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.history import HistoryFile
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.schema.measures import Measure, Stakeholder
from steelyard.casebook.schema.movement import MovementFile
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.sites import SitesFile
from steelyard.casebook.schema.sources import Source
from steelyard.casebook.schema.threat import ThreatFile
from steelyard.casebook.tables import DataTable
from steelyard.casebook.yamlfile import Document, Route


@dataclass(frozen=True)
class Place:
    """Where a record stands: its document and the route within it."""

    document: Document
    route: Route

    def mark(self, *route: str | int, key: bool = False) -> Mark:
        """Return the mark of the record, or of something inside it."""
        return self.document.mark((*self.route, *route), key=key)


@dataclass(frozen=True)
class Casebook:
    """A proposal written down as data.

    Records are keyed by id, in the order of the files. Parts that a casebook
    lacks are empty or None.
    """

    root: Path
    front: CasebookFile
    sources: Mapping[str, Source]
    quantities: Mapping[str, Quantity]
    claims: Mapping[str, Claim]
    actions: Mapping[str, Action]
    indicators: Mapping[str, Indicator]
    pathways: Mapping[str, Pathway]
    courses: Mapping[str, Course]
    measures: Mapping[str, Measure]
    stakeholders: Mapping[str, Stakeholder]
    tables: Mapping[str, DataTable]
    budget: BudgetFile | None
    forces: ForcesFile | None
    movement: MovementFile | None
    threat: ThreatFile | None
    escalation: EscalationFile | None
    experts: ExpertsFile | None
    law: LawFile | None
    network: Network | None
    sites: SitesFile | None
    history: HistoryFile | None
    files: tuple[str, ...]
    """Files that make it up, relative to the root, sorted."""
    digest: str
    """SHA-256 over names and contents of the files."""
    places: Mapping[tuple[str, str], Place] = field(repr=False)
    """(kind, id): where the record stands."""

    @property
    def id(self) -> str:
        """The casebook's id."""
        return self.front.id

    def mark(self, kind: str, id_: str, *route: str | int) -> Mark:
        """Return where a record, or a key inside it, stands."""
        place = self.places.get((kind, id_))
        return place.mark(*route) if place else Mark(self.front.id)
