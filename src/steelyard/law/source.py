"""The law behind a casebook, compiled once for as long as the casebook lives."""

from __future__ import annotations

import weakref
from typing import TypeAlias

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.law.book import Law

LawSource: TypeAlias = Law | Casebook
"""A law, or a casebook that has one."""

_KEPT: dict[int, tuple[weakref.ref[Casebook], Law]] = {}


def law_of(casebook: Casebook) -> Law | None:
    """Return the law of an open casebook, or nothing if it has none."""
    if casebook.law is None:
        return None
    key = id(casebook)
    kept = _KEPT.get(key)
    if kept and kept[0]() is casebook:
        return kept[1]
    place = casebook.places.get(("law", "law"))
    law = Law(casebook.law, place.document if place else None)
    _KEPT[key] = (weakref.ref(casebook, lambda _: _KEPT.pop(key, None)), law)
    return law


def as_law(source: LawSource) -> Law:
    """Return the law that is meant.

    Raises
    ------
    CasebookError
        If a casebook has no law.
    """
    if isinstance(source, Law):
        return source
    law = law_of(source)
    if law is None:
        mend = "a casebook without law.yaml is not judged"
        raise CasebookError([Problem(Mark(source.id), "has no law", mend)])
    return law
