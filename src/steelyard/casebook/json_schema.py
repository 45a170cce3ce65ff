"""JSON Schemas of the casebook's files, for editors."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from steelyard.casebook.datapackage import DataPackage
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.schema.actions import ActionsFile
from steelyard.casebook.schema.budget import BudgetFile
from steelyard.casebook.schema.casebook_file import CasebookFile
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
from steelyard.casebook.schema.quantities import QuantitiesFile
from steelyard.casebook.schema.sites import SitesFile
from steelyard.casebook.schema.sources import SourcesFile
from steelyard.casebook.schema.threat import ThreatFile

MODELS: dict[str, type[BaseModel]] = {
    "casebook": CasebookFile,
    "sources": SourcesFile,
    "claims": ClaimsFile,
    "quantities": QuantitiesFile,
    "actions": ActionsFile,
    "courses": CoursesFile,
    "budget": BudgetFile,
    "measures": MeasuresFile,
    "forces": ForcesFile,
    "law": LawFile,
    "movement": MovementFile,
    "network": Network,
    "sites": SitesFile,
    "threat": ThreatFile,
    "escalation": EscalationFile,
    "experts": ExpertsFile,
    "history": HistoryFile,
    "datapackage": DataPackage,
}
"""File, without its ending, to its record."""


def write_schemas(folder: Path) -> list[str]:
    """Write one JSON Schema for each kind of file.

    Parameters
    ----------
    folder
        Made if it is not there.

    Returns
    -------
    Names of the files written.

    Raises
    ------
    CasebookError
        If the folder cannot be written to.
    """
    names = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in MODELS.items():
            schema = model.model_json_schema()
            schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
            path = folder / f"{name}.schema.json"
            path.write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")
            names.append(path.name)
    except OSError as error:
        what = f"cannot be written ({(error.strerror or 'error').lower()})"
        raise CasebookError([Problem(Mark(folder.as_posix()), what)]) from None
    return names
