"""Every number that the models use, with what it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from steelyard.casebook.quantity import BASES, Quantity
from steelyard.study.futures import place
from steelyard.tell.material import Material
from steelyard.tell.show import span, words


@dataclass(frozen=True)
class Spread:
    """A quantity's range on a scale that holds zero, positions in percent."""

    text: str
    kind: str
    left: float
    width: float
    middle: float


def render(m: Material) -> Markup:
    """Return the section."""
    quantities = m.casebook.quantities
    if not quantities:
        return Markup()
    counts = Counter(q.basis for q in quantities.values())
    used = m.links.courses_by_quantity
    return m.render(
        "assumptions.html.j2",
        bases=[(b, counts[b]) for b in BASES if counts[b]],
        all_bases=BASES,
        spreads={id_: spread(q) for id_, q in quantities.items()},
        order=sorted(quantities, key=lambda id_: id_ not in used),
        certain=sum(not q.uncertain for q in quantities.values()),
        deep=sum(q.deep for q in quantities.values()),
        memory=[s for s, x in m.casebook.sources.items() if x.kind == "memory"],
    )


def spread(quantity: Quantity) -> Spread | None:
    """Return a quantity's range, or the 5th to 95th percentile of its distribution."""
    if quantity.range is not None:
        low, high = quantity.range
        kind = "range, no probability"
    elif quantity.distribution is not None:
        ends = place(quantity, np.array([0.05, 0.95]))
        low, high = float(ends[0]), float(ends[1])
        kind = f"{words(quantity.distribution.kind)}, 5th to 95th percentile"
    else:
        return None
    bottom, top = min(0.0, low, quantity.value), max(0.0, high, quantity.value)
    size = (top - bottom) or 1.0
    left, width, middle = (
        100 * (low - bottom) / size,
        100 * (high - low) / size,
        100 * (quantity.value - bottom) / size,
    )
    return Spread(
        span(low, high, quantity.unit),
        kind,
        round(left, 1),
        round(max(width, 1.0), 1),
        round(middle, 1),
    )
