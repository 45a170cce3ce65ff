"""What the two CBP drug seizure files share."""

from __future__ import annotations

from steelyard.casebook.importers.names import DRUGS
from steelyard.casebook.importers.table import Column

DRUG_HEADINGS = {
    "FY": "fiscal_year",
    "Month (abbv)": "month",
    "Component": "component",
    "Region": "region",
    "Land Filter": "land_filter",
    "Drug Type": "drug",
    "Count of Event": "events",
    "Sum Qty (lbs)": "pounds",
}
"""Headings of both files, to our names."""

DRUG_LISTS = {
    "drug": (DRUGS, "drug"),
    "land_filter": (
        {"land": "land", "land only": "land", "other": "other"},
        "land filter",
    ),
}
"""Names that may stand in them."""

LAND = Column("land_filter", "string", "land, or other")
DRUG = Column("drug", "string", "drug type")
EVENTS = Column("events", "integer", "seizure events", "event")
POUNDS = Column("pounds", "number", "weight seized, not adjusted for purity", "lb")
