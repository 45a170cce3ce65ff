"""CBP Southwest land border encounters by component."""

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
    TITLE,
    read_cbp,
)
from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.importer import Importer
from steelyard.casebook.importers.table import Table

KIND = "cbp-encounters-southwest"
HEADER = Header(
    {
        "Fiscal Year": "fiscal_year",
        "Month (abbv)": "month",
        "Component": "component",
        "Demographic": "demographic",
        "Citizenship Grouping": "citizenship",
        "Title of Authority": "title_of_authority",
        "Encounter Type": "encounter_type",
        "Encounter Count": "encounters",
    },
    {"Month Grouping": "month_grouping"},
)
COLUMNS = (
    FISCAL_YEAR,
    MONTH,
    COMPONENT,
    DEMOGRAPHIC,
    CITIZENSHIP,
    TITLE,
    ENCOUNTER_TYPE,
    ENCOUNTERS,
)


def read(path: Path) -> Table:
    """Read the file; one row a month and group, counts as published."""
    return read_cbp(path, KIND, HEADER, COLUMNS)


IMPORTER = Importer(
    KIND, "CBP Southwest land border encounters by component", read, HEADER
)
