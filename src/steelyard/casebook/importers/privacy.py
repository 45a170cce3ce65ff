"""Refuse tables that hold one row per person or locate an event.

Only aggregates are imported. To the identifiers that no casebook may hold,
this adds headings under which agencies' own record-level files give people,
devices and the places of events, and looks at values too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from steelyard.casebook.aggregates import looks_personal as looks_personal_by_name

_HEADINGS = (
    r"(mother|father|officer|agent|suspect|victim|alias|user|screen)s? ?name",
    r"^name$|^age$|^(id|identifier|uid|uuid)$",
    r"^(anon\w*|individual|file|event|record|encounter|arrest|booking|apprehension) ?"
    r"(id|identifier|number|no|num|#)$",
    r"\ba[ -](number|num|no)\b|\ba ?#|\bfins\b|\balien registration",
    r"\b(date|day|year|place|city) of birth\b|\byob\b",
    r"\btax ?id|\bitin\b|visa (number|no)\b|driver.?s? ?licen[cs]e|\bcurp\b",
    r"\bdna\b|face ?(id|image)|\biris\b|photo|mug ?shot",
    r"\bmobile (number|no)|\bfax\b|\bip address|postal ?code|\bzip( code)?\b",
    r"\blat(itude)?\b|\blon(g|gitude)?\b|\bgps\b|coordinates?|\bgeo(m|metry|hash)\b",
    r"\bdevice (number|serial)|serial (number|no)\b|\bvin\b|\bhandle\b",
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
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[\s_]+", " ", heading).strip()
    return looks_personal_by_name(words) or bool(_HEADING.search(words.lower()))


def holds_personal(values: Iterable[str]) -> str:
    """Say what kind of identifier the values of a column are; empty for none."""
    for value in values:
        for what, pattern in _VALUES.items():
            if pattern.match(value.strip()):
                return what
    return ""
