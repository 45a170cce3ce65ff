"""From a check's result row to a verdict with its reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steelyard.audit.compare import fill, holds
from steelyard.casebook.schema.claims import (
    Check,
    Qualifier,
    Reason,
    Stated,
    Test,
    Verdict,
)


@dataclass(frozen=True)
class Outcome:
    """A computed verdict."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    value: float | None
    """Recomputed value of the column that the claim is held against."""
    says: tuple[str, ...]
    """Findings, as sentences."""


def decide(check: Check, stated: Stated | None, row: Mapping[str, Any]) -> Outcome:
    """Decide a claim from its result row.

    Raises
    ------
    ValueError
        If a test names a column that the row lacks, or one that is no number.
    """
    main = number(row, check.holds)
    said = [fill(check.holds.says, row)] if check.holds.says else []
    if main is None:
        return Outcome("unverified", (), None, tuple(said))
    if holds(check.holds, main, stated):
        failed, unknown = _failing(check.fair, stated, row)
        said += [fill(q.says, row) for q in failed if q.says]
        if failed:
            return Outcome("misleading", _reasons(failed), main, tuple(said))
        if unknown:
            return Outcome("unverified", (), main, tuple(said))
        return Outcome("supported", (), main, tuple(said))
    rescuers = [
        q
        for q in check.rescued_by
        if (value := number(row, q)) is not None and holds(q, value, stated)
    ]
    said += [fill(q.says, row) for q in rescuers if q.says]
    if rescuers:
        return Outcome("misleading", _reasons(rescuers), main, tuple(said))
    return Outcome("contradicted", (), main, tuple(said))


def _failing(
    qualifiers: tuple[Qualifier, ...], stated: Stated | None, row: Mapping[str, Any]
) -> tuple[list[Qualifier], bool]:
    failed, unknown = [], False
    for qualifier in qualifiers:
        value = number(row, qualifier)
        if value is None:
            unknown = True
        elif not holds(qualifier, value, stated):
            failed.append(qualifier)
    return failed, unknown


def _reasons(qualifiers: list[Qualifier]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(q.reason for q in qualifiers))


def number(row: Mapping[str, Any], test: Test) -> float | None:
    """Return the number in a test's column, or None where it is missing."""
    if test.column not in row:
        known = ", ".join(row)
        raise ValueError(f"no column '{test.column}' in the result (it has {known})")
    value = row[test.column]
    if value is None:
        return None
    try:
        result = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"column '{test.column}' is no number: {value!r}") from None
    return result if math.isfinite(result) else None
