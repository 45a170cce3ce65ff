"""CBP nationwide encounters by area of responsibility."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.importers.cbp import (
    CITIZENSHIP,
    COMPONENT,
    DEMOGRAPHIC,
    ENCOUNTER_TYPE,
    ENCOUNTERS,
    FISCAL_YEAR,
    MONTH,
    REGION,
    TITLE,
    read_cbp,
)
from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.names import AREAS
from steelyard.casebook.importers.table import Column, Table

KIND = "cbp-encounters-aor"
HEADER = Header(
    {
        "Fiscal Year": "fiscal_year",
        "Month (abbv)": "month",
        "Component": "component",
        "Land Border Region": "region",
        "Area of Responsibility": "area",
        "Demographic": "demographic",
        "Citizenship": "citizenship",
        "Title of Authority": "title_of_authority",
        "Encounter Type": "encounter_type",
        "Encounter Count": "encounters",
    },
    {"Month Grouping": "month_grouping", "AOR (Abbv)": "area_short"},
)
AREA = Column("area", "string", "Border Patrol sector or OFO field office")
COLUMNS = (
    FISCAL_YEAR,
    MONTH,
    COMPONENT,
    REGION,
    AREA,
    DEMOGRAPHIC,
    CITIZENSHIP,
    TITLE,
    ENCOUNTER_TYPE,
    ENCOUNTERS,
)
LISTS = {"area": (AREAS, "sector or field office")}


def read(path: Path) -> Table:
    """Read the file; one row a month and group, counts as published."""
    return read_cbp(path, KIND, HEADER, COLUMNS, LISTS)


IMPORTER = Importer(
    KIND, "CBP nationwide encounters by area of responsibility", read, HEADER
)
