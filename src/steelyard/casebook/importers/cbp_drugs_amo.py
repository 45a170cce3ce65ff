"""CBP drug seizures by Air and Marine Operations."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.importers.cbp import (
    COMPONENT,
    FISCAL_YEAR,
    MONTH,
    REGION,
    read_cbp,
)
from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.drugs import (
    DRUG,
    DRUG_HEADINGS,
    DRUG_LISTS,
    EVENTS,
    LAND,
    POUNDS,
)
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.table import Column, Table

KIND = "cbp-drugs-amo"
HEADER = Header({**DRUG_HEADINGS, "Branch": "branch"})
PLACE = Column("branch", "string", "air or marine branch")
COLUMNS = (FISCAL_YEAR, MONTH, COMPONENT, REGION, LAND, PLACE, DRUG, EVENTS, POUNDS)
LISTS = DRUG_LISTS


def read(path: Path) -> Table:
    """Read the file; one row a month, place and drug, as published."""
    return read_cbp(path, KIND, HEADER, COLUMNS, LISTS)


IMPORTER = Importer(
    KIND, "CBP drug seizures by Air and Marine Operations", read, HEADER
)
