"""CBP nationwide encounters by state."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.importers.cbp import (
    CITIZENSHIP,
    DEMOGRAPHIC,
    ENCOUNTERS,
    FISCAL_YEAR,
    MONTH,
    REGION,
    TITLE,
    read_cbp,
)
from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.names import STATES
from steelyard.casebook.importers.table import Column, Table

KIND = "cbp-encounters-state"
HEADER = Header(
    {
        "Fiscal Year": "fiscal_year",
        "Month (abbv)": "month",
        "Land Border Region": "region",
        "State": "state",
        "Demographic": "demographic",
        "Citizenship": "citizenship",
        "Title of Authority": "title_of_authority",
        "Encounter Count": "encounters",
    },
    {"Month Grouping": "month_grouping"},
)
STATE = Column("state", "string", "state or territory, by postal code")
COLUMNS = (
    FISCAL_YEAR,
    MONTH,
    REGION,
    STATE,
    DEMOGRAPHIC,
    CITIZENSHIP,
    TITLE,
    ENCOUNTERS,
)
LISTS = {"state": ({s.lower(): s for s in STATES}, "state")}


def read(path: Path) -> Table:
    """Read the file; one row a month and group, counts as published."""
    return read_cbp(path, KIND, HEADER, COLUMNS, LISTS)


IMPORTER = Importer(KIND, "CBP nationwide encounters by state", read, HEADER)
