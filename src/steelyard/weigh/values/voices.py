"""What stakeholders said of weights, as far as a run can weigh it, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from steelyard.casebook.schema.measures import Stakeholder
from steelyard.weigh.values.weights import Preference


def heard(
    who: Stakeholder, measures: Sequence[str]
) -> tuple[Preference, tuple[str, ...]]:
    """Return a statement on the measures that a run weighs, and the others' names.

    Points mean nothing without the step that counts 100; they are left out with it.
    """
    there = set(measures)
    order = tuple(
        kept for group in who.order if (kept := tuple(m for m in group if m in there))
    )
    points = {m: p for m, p in who.points.items() if m in there}
    if (100.0, 100.0) not in points.values():
        points = {}
    bounds = {m: b for m, b in who.bounds.items() if m in there}
    named = dict.fromkeys(
        (*(m for group in who.order for m in group), *who.points, *who.bounds)
    )
    lost = tuple(m for m in named if m not in there)
    return Preference(order=order, bounds=bounds, points=points), lost


def stated_in_words(stated: Preference, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield a statement's sentences."""
    if len(stated.order) > 1:
        groups = [", ".join(titles[m] for m in group) for group in stated.order]
        yield f"First {'; then '.join(groups)}."
    for measure, (low, high) in stated.points.items():
        if (low, high) == (100.0, 100.0):
            yield f"{titles[measure]} counts 100."
        else:
            yield f"{titles[measure]} counts {_span(low, high, '')}."
    for measure, (low, high) in stated.bounds.items():
        share = _span(100 * low, 100 * high, " %")
        yield f"{titles[measure]} has {share} of the weight."


def _span(low: float, high: float, unit: str) -> str:
    if low == high:
        return f"{low:g}{unit}"
    return f"{low:g} to {high:g}{unit}"
