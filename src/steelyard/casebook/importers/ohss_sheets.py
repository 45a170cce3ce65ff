"""Which tables of the OHSS monthly workbook we read, and how each is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from steelyard.casebook.importers.table import Column

_COMPONENTS = {"Total CBP": "CBP"}


@dataclass(frozen=True)
class Layout:
    """One table of the workbook."""

    part: str
    """Name by which it is asked for."""
    sheet: str
    """Name of its sheet."""
    keys: tuple[Column, ...]
    """What the heading rows tell apart: one column, or group and item."""
    unknown: bool = False
    """Whether the total also counts cases that no part shows."""
    inner: frozenset[str] = field(default_factory=frozenset)
    """Parts that are contained in another part, so not added up."""
    groups: Mapping[str, str] = field(default_factory=lambda: _COMPONENTS)
    """Group headings that have another name in our other tables."""


def _key(name: str, says: str) -> Column:
    return Column(name, "string", says)


_COMPONENT = _key("component", "CBP (both), USBP or OFO")
_CITIZENSHIP = (_key("citizenship", "Total, a citizenship, or Other"),)
_AGENCY = (_key("arresting_agency", "Total (with unknown ones), CBP or ICE"),)

LAYOUTS = (
    Layout(
        "encounters-region",
        "CBP Encounter by Type + Region",
        (
            _key("encounter_type", "All, Enforcement or Administrative"),
            _key("region", "Total, border region or air ports of entry"),
        ),
        groups={
            "Total CBP": "All",
            "Enforcement Encounters": "Enforcement",
            "Administrative Encounters": "Administrative",
        },
    ),
    Layout(
        "encounters-area",
        "SWB Enc by Sector+Field Ofc",
        (_COMPONENT, _key("area", "Total, Border Patrol sector or field office")),
    ),
    Layout(
        "encounters-family",
        "SWB Encounters by Family Status",
        (_COMPONENT, _key("family_status", "Total or family status")),
        unknown=True,
    ),
    Layout("cbp-one", "CBP One Appointments", _CITIZENSHIP),
    Layout(
        "book-outs",
        "CBP SWB Book-Outs by Agency",
        (_COMPONENT, _key("outcome", "total, or how custody by CBP ended")),
    ),
    Layout("ice-book-ins", "ICE Book-Ins by Arrest Agency", _AGENCY, unknown=True),
    Layout("ice-removals", "ICE ERO R&R by Arrest Agcy", _AGENCY, unknown=True),
    Layout(
        "ice-removals-citizenship",
        "ICE ERO R&R by Citizenship",
        _CITIZENSHIP,
    ),
    Layout(
        "repatriations",
        "DHS Repats by Type",
        (
            _key(
                "class", "All, Removals, Enforcement returns or Administrative returns"
            ),
            _key("type", "total or kind of repatriation"),
        ),
        inner=frozenset({"Title 8 Enforcement Repatriations"}),
        groups={
            "Total Repatriations": "All",
            "DHS Removals": "Removals",
            "DHS Enforcement Returns": "Enforcement returns",
            "DHS Administrative Returns": "Administrative returns",
        },
    ),
    Layout(
        "removals-citizenship",
        "DHS Removals by Citizenship",
        _CITIZENSHIP,
    ),
    Layout(
        "credible-fear",
        "Nationwide CF by Result",
        (_key("result", "Total or result of the screening"),),
    ),
)
"""Tables by the order of the workbook."""

RENAMED = {
    "SW Land Border": "Southwest",
    "Northern Land Border": "Northern",
    "Coastal Border": "Coastal",
    "Unaccompanied Children/Single Minors": "Unaccompanied Children",
    "Accompanied Minors (OFO)": "Accompanied Minors",
}
"""Column headings that have another name in our other tables."""
