"""Refuse tables that hold records of single persons."""

from __future__ import annotations

import re

_PERSONAL = re.compile(
    r"^(?:.*_)?(?:"
    r"a_?(?:number|num|no)|alien_(?:number|file|no)|anumber|first_?name|last_?name|"
    r"full_?name|surname|given_?name|middle_?name|person_?(?:id|name)|"
    r"date_of_birth|birth_?date|dob|birth_?year|ssn|social_security.*|passport.*|"
    r"fingerprint.*|fins?_?(?:id|number)|biometric.*|phone.*|e_?mail.*|"
    r"(?:home_|street_|mailing_)?address|unique_?(?:id|identifier)|"
    r"subject_?id|detainee_?id|case_?(?:id|number)|license_?plate|imei|imsi|"
    r"mac_?address|device_?id|face_?id"
    r")(?:_.*)?$"
)


def looks_personal(column: str) -> bool:
    """Tell whether a column's name looks like an identifier of a person."""
    name = re.sub(r"[^a-z0-9]+", "_", column.strip().lower()).strip("_")
    return bool(_PERSONAL.match(name))
