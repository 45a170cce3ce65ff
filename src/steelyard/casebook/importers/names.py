"""Names that the agencies use, and the one name by which we know each thing."""

from __future__ import annotations

import re

COMPONENTS = {
    "u.s. border patrol": "USBP",
    "office of field operations": "OFO",
    "air and marine operations": "AMO",
}
"""CBP components."""

DEMOGRAPHICS = {
    "single adults": "single_adults",
    "fmua": "family_unit",
    "individuals in a family unit": "family_unit",
    "family unit individuals": "family_unit",
    "family unit aliens": "family_unit",
    "uc / single minors": "unaccompanied_children",
    "uac": "unaccompanied_children",
    "uc": "unaccompanied_children",
    "unaccompanied children": "unaccompanied_children",
    "unaccompanied children/single minors": "unaccompanied_children",
    "accompanied minors": "accompanied_minors",
}
"""Demographic groups; one group has up to five names in five files."""

TITLES = {"title 8": "Title 8", "title 42": "Title 42"}
"""Titles of authority."""

ENCOUNTER_TYPES = {
    "apprehensions": "apprehension",
    "inadmissibles": "inadmissible",
    "expulsions": "expulsion",
}
"""Encounter types."""

BORDERS = {
    "southwest land border": "Southwest",
    "southwest border": "Southwest",
    "sw land border": "Southwest",
    "northern land border": "Northern",
    "northern border": "Northern",
    "coastal border": "Coastal",
    "coastal/interior": "Coastal/Interior",
    "other": "Other",
}
"""Border regions. `Other` and `Coastal/Interior` are not the same thing."""

DRUGS = {
    "cocaine": "cocaine",
    "ecstasy": "ecstasy",
    "fentanyl": "fentanyl",
    "heroin": "heroin",
    "ketamine": "ketamine",
    "khat (catha edulis)": "khat",
    "lsd": "lsd",
    "marijuana": "marijuana",
    "methamphetamine": "methamphetamine",
    "other drugs**": "other",
    "other drugs": "other",
}
"""Drug types; the asterisks belong to the agency's name."""

SECTORS = (
    "Big Bend",
    "Blaine",
    "Buffalo",
    "Del Rio",
    "Detroit",
    "El Centro",
    "El Paso",
    "Grand Forks",
    "Havre",
    "Houlton",
    "Laredo",
    "Livermore",
    "Miami",
    "New Orleans",
    "Ramey",
    "Rio Grande Valley",
    "San Diego",
    "Spokane",
    "Swanton",
    "Tucson",
    "Yuma",
)
"""Border Patrol sectors since 2000; Livermore closed in 2004."""

FIELD_OFFICES = (
    "Atlanta",
    "Baltimore",
    "Boston",
    "Buffalo",
    "Chicago",
    "Detroit",
    "El Paso",
    "Houston",
    "Laredo",
    "Los Angeles",
    "Miami",
    "New Orleans",
    "New York",
    "Portland",
    "Preclearance",
    "San Diego",
    "San Francisco",
    "San Juan",
    "Seattle",
    "Tampa",
    "Tucson",
)
"""OFO field offices."""

AREAS = {
    **{f"{s.lower()} sector": f"{s} Sector" for s in SECTORS},
    **{f"{s.lower()} field office": f"{s} Field Office" for s in FIELD_OFFICES},
}
"""Areas of responsibility: capitals in one file are words in another."""

STATES = frozenset(
    re.findall(
        r"\w\w",
        "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN "
        "MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VI VT "
        "WA WI WV WY",
    )
)
"""States and territories, by postal code."""
