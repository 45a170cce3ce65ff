"""Refuse tables that hold one row per person or locate an event.

Only aggregates are imported. The headings below are those under which
identifiers of people, devices and exact places come in agencies' files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_HEADINGS = (
    r"(first|last|middle|given|family|full|sur|maiden|alias|person|subject|"
    r"detainee|alien|mother|father|officer|agent|suspect|victim)[ _]?s?[ _]?name",
    r"^name$",
    r"^(anon\w*|unique|person|subject|detainee|alien|individual|case|file|event|"
    r"record|encounter|arrest|booking|apprehension)[ _]?(id|identifier|number|no|num|#)$",
    r"^(id|identifier|uid|uuid)$",
    r"\ba[ _-]?(number|num|no|#)\b",
    r"\balien[ _](registration|file)\b",
    r"\b(date|day|year|place|city|country)[ _]?of[ _]?birth\b|\bbirth[ _]?"
    r"(date|day|year|place)\b|\bdob\b|\byob\b|^age$",
    r"\bssn\b|social[ _]?security|\btax[ _]?id|\bitin\b",
    r"passport|visa[ _]?(number|no)\b|driver.?s?[ _]?licen[cs]e|\bcurp\b|\bfins?\b",
    r"fingerprint|biometric|\bdna\b|face[ _]?(id|image)|iris|photo|mug ?shot",
    r"phone|mobile[ _]?(number|no)|\bfax\b|e-?mail|\bimei\b|\bimsi\b|\bmac[ _]?address",
    r"\b(ip|home|street|mailing|residential)?[ _]?address\b|\bzip[ _+]?4?\b|postal[ _]?code",
    r"\blat(itude)?\b|\blon(g|gitude)?\b|\bgps\b|coordinates?|\bgeo(m|metry|code|hash)",
    r"\bdevice[ _]?(id|number|serial)|serial[ _]?(number|no)|license[ _]?plate|\bvin\b",
    r"user[ _]?name|\bhandle\b|screen[ _]?name",
)
_HEADING = re.compile("|".join(_HEADINGS))

_VALUES = {
    "an alien registration number": re.compile(r"^A[- ]?\d{8,9}$"),
    "a social security number": re.compile(r"^\d{3}-\d{2}-\d{4}$"),
    "an e-mail address": re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE),
    "a telephone number": re.compile(r"^\+?1?[-. ]?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$"),
    "a position": re.compile(r"^-?\d{1,3}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}$"),
}

MEND = "only aggregates are imported: count rows by group first and drop the column"
"""What to tell someone whose file was refused."""


def looks_personal(heading: str) -> bool:
    """Tell whether a column heading names an identifier of a person or event."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return _HEADING.search(re.sub(r"[\s_]+", " ", words).strip().lower()) is not None


def holds_personal(values: Iterable[str]) -> str:
    """Say what kind of identifier the values of a column are; empty for none."""
    for value in values:
        for what, pattern in _VALUES.items():
            if pattern.match(value.strip()):
                return what
    return ""
