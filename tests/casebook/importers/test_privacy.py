"""Record-level columns are recognised."""

from __future__ import annotations

import pytest

from steelyard.casebook.importers.privacy import holds_personal, looks_personal


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "First Name",
        "lastName",
        "Alien Number",
        "A-Number",
        "A#",
        "alien_file_number",
        "Date of Birth",
        "DOB",
        "Birth Year",
        "SSN",
        "Social Security Number",
        "Passport No",
        "Fingerprint ID",
        "FINS",
        "FINS Number",
        "Phone",
        "E-mail",
        "Home Address",
        "Latitude",
        "LON",
        "Event Coordinates",
        "Device ID",
        "IMEI",
        "Unique Identifier",
        "anonymized_id",
        "Event Number",
        "License Plate",
        "Photo",
        "Age",
        "Zip Code",
    ],
)
def test_identifiers_are_recognised(heading: str) -> None:
    """Headings of persons, devices and places of events are refused."""
    assert looks_personal(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Fiscal Year",
        "Month (abbv)",
        "State Name",
        "Demographic",
        "Age Group",
        "Citizenship Grouping",
        "Encounter Count",
        "Land Filter",
        "Area of Responsibility",
        "Latin America",
        "Geography",
        "Events",
        "Encounters",
        "Indicator",
        "Facility Type",
    ],
)
def test_headings_of_aggregates_pass(heading: str) -> None:
    """Headings that aggregates have are not refused."""
    assert not looks_personal(heading)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("A123456789", "alien registration"),
        ("A 12345678", "alien registration"),
        ("123-45-6789", "social security"),
        ("someone@example.org", "e-mail"),
        ("(210) 555-0100", "telephone"),
        ("31.7619, -106.4850", "position"),
    ],
)
def test_values_betray_a_harmless_heading(value: str, what: str) -> None:
    """A column called Remark that holds identifiers is recognised by its values."""
    assert what in holds_personal(["", "none", value])


def test_ordinary_values_pass() -> None:
    """Words and numbers are not identifiers."""
    assert holds_personal(["12", "Laredo", "2024-10", "A12", "100%"]) == ""
