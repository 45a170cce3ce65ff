"""Where the figures of a measure come from: links, numbers, and what moves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.quantity import BASES, Basis, Record
from steelyard.study.chain import only
from steelyard.study.futures import REPLAY
from steelyard.weigh.examine.material import Material
from steelyard.weigh.outcomes import NAMES, PREFIXES

Array = NDArray[np.float64]

MOST_ROWS = 10_000
"""Futures looked at."""

MOST = 5
"""Numbers named for each figure."""

SURE = 4.0
"""Standard errors from zero at which a rank correlation is named: among hundreds of
numbers, some reach three by chance."""

LINKS = {
    "law.": "ruling",
    "escalation.": "ladder",
    "threat.": "setting",
    "people.": "people",
    "readiness.": "readiness",
    "civil_share": "readiness",
    "gap": "ledger",
    "paid.": "ledger",
    "military_days": "ledger",
}
"""Start of an outcome column to the link of the chain that gives it; else `cost`."""


class Pull(Record):
    """A number that moves a figure."""

    input: str
    rho: float
    """Spearman's rank correlation over futures."""


class Origin(Record):
    """Where a measure's figures come from."""

    model: str
    """Name of the result, as the casebook has it."""
    links: tuple[str, ...]
    """Links of the chain that give it, in order; the last gives it."""
    threshold: str | None
    """Quantity that says what satisfies."""
    threshold_says: str
    says: str
    sources: tuple[str, ...]
    numbers: dict[Basis, int]
    """How many of the uncertain numbers that it may rest on are of each basis."""
    pulls: dict[str, tuple[Pull, ...]]
    """Course: the numbers that move it most, strongest first."""


def link_of(model: str) -> str:
    """Return the link of the chain that gives a measure's `model`.

    >>> link_of("threat.encounters"), link_of("money.gap"), link_of("money.payer.dod")
    ('setting', 'ledger', 'cost')
    """
    name = NAMES.get(model, model)
    for prefix, stands_for in PREFIXES.items():
        if name.startswith(prefix):
            name = stands_for + name.removeprefix(prefix)
    return next(
        (link for start, link in LINKS.items() if name.startswith(start)), "cost"
    )


def origins(material: Material) -> dict[str, Origin]:
    """Return where each measure of a run comes from."""
    outcomes = material.outcomes
    inputs = _ranks(material.inputs[:MOST_ROWS])
    found = {}
    for scale in outcomes.scales:
        measure = material.casebook.measures[scale.id]
        values = outcomes.of(scale.id)[:, :MOST_ROWS]
        found[scale.id] = Origin(
            model=measure.model,
            links=tuple(link.name for link in only(link_of(measure.model))),
            threshold=measure.threshold,
            threshold_says=measure.threshold_says,
            says=measure.says,
            sources=measure.source,
            numbers=_numbers(material, scale.id),
            pulls={
                course: _pulls(material, course, scale.id, values[i], inputs)
                for i, course in enumerate(outcomes.courses)
            },
        )
    return found


def _numbers(material: Material, measure: str) -> dict[Basis, int]:
    columns = material.rests_on(material.outcomes.courses, measure)
    names = [material.names[c] for c in columns if material.names[c] != REPLAY]
    count = Counter(material.casebook.quantities[n].basis for n in names)
    return {b: count[b] for b in BASES if count[b]}


def _pulls(
    material: Material, course: str, measure: str, values: Array, inputs: Array
) -> tuple[Pull, ...]:
    """Return the inputs whose rank correlation with an outcome is beyond chance."""
    whole = ~np.isnan(values)
    count = int(whole.sum())
    columns = material.rests_on([course], measure)
    if count < 8 or not columns or np.ptp(values[whole]) == 0:
        return ()
    y = _ranks(values[whole, None])[:, 0]
    x = (
        inputs[whole]
        if count == len(values)
        else _ranks(material.inputs[:MOST_ROWS][whole])
    )
    x = x[:, columns]
    spread = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    rho = np.divide(x.T @ y, spread, out=np.zeros(x.shape[1]), where=spread > 0)
    return _named(material.names, columns, rho, SURE / np.sqrt(count - 1))


def _named(
    names: Sequence[str], columns: Sequence[int], rho: Array, sure: float
) -> tuple[Pull, ...]:
    order = np.argsort(-np.abs(rho), kind="stable")[:MOST]
    return tuple(
        Pull(input=names[columns[i]], rho=round(float(rho[i]), 3))
        for i in order
        if abs(rho[i]) > sure
    )


def _ranks(values: Array) -> Array:
    """Return ranks about their middle, ties shared."""
    from scipy.stats import rankdata

    ranks: Array = rankdata(values, axis=0) - (len(values) + 1) / 2
    return ranks
