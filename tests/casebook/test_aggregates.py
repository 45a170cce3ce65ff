"""Personal columns are refused, aggregate ones are not."""

from __future__ import annotations

import pytest

from steelyard.casebook.aggregates import looks_personal


@pytest.mark.parametrize(
    "column",
    ["A-Number", "alien_number", "First Name", "DOB", "date_of_birth", "SSN",
     "Passport No", "unique_identifier", "phone_number", "E-Mail", "Fingerprint ID",
     "license_plate", "imei"],
)  # fmt: skip
def test_personal(column: str) -> None:
    """Names of identifiers are recognised in any spelling."""
    assert looks_personal(column)


@pytest.mark.parametrize(
    "column",
    ["number_of_agents", "encounters", "sector", "citizenship", "case", "name",
     "component", "count", "age_group", "month"],
)  # fmt: skip
def test_aggregate(column: str) -> None:
    """Ordinary columns pass."""
    assert not looks_personal(column)
