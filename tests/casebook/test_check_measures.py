"""Measures held against quantities, wholes and stakeholders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

OLD = "direction: less_is_better, model: money.total}"


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        ("threshold: guards}", "threshold in person, the measure in USD"),
        ("within: ghost}", "no measure 'ghost'"),
        ("within: cost}", "is itself within another"),
        ("threshold: ghost}", "ghost"),
    ],
)
def test_measures(problems_of: Callable[..., list[str]], new: str, wrong: str) -> None:
    """Each problem has its place in measures.yaml."""
    found = problems_of("measures.yaml", OLD, f"{OLD[:-1]}, {new}")
    assert any(wrong in line and line.startswith("measures.yaml:") for line in found)


def test_stakeholders(problems_of: Callable[..., list[str]]) -> None:
    """A stakeholder who names no measure of the casebook is told so."""
    said = "stakeholders:\n  - {id: a, title: A, order: [[cost], [peace]], source: [x]}\nmeasures:"
    found = problems_of("measures.yaml", "measures:", said)
    assert any("no measure 'peace'" in line for line in found)
    assert any("no source 'x'" in line for line in found)
