"""How many places a course wants on sites, period by period."""

from __future__ import annotations

from datetime import date

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part
from steelyard.plan.amounts import Amounts
from steelyard.plan.linear import Floats


def horizon(casebook: Casebook) -> tuple[date, int]:
    """Return the first day and the number of days."""
    first = date.fromisoformat(casebook.front.horizon.start)
    return first, (date.fromisoformat(casebook.front.horizon.end) - first).days


def active(casebook: Casebook, amounts: Amounts, part: Part) -> Floats:
    """Return the share of full scale of a course's part, by day, triggers left out."""
    first, days = horizon(casebook)
    start = (date.fromisoformat(part.start) - first).days if part.start else 0
    end = (date.fromisoformat(part.end) - first).days if part.end else days
    day = np.arange(days)
    ramp = amounts.value(part.ramp, "day")
    share = (
        np.clip((day - start + 1) / ramp, 0, 1) if ramp > 0 else (day >= start) * 1.0
    )
    share = np.where((day >= start) & (day < end), share, 0.0)
    if isinstance(part.scale, str):
        return np.asarray(share * amounts.value(part.scale, "ratio"))
    return np.asarray(share * part.scale)


def wanted(casebook: Casebook, amounts: Amounts, course: str) -> Floats:
    """Return the places wanted on each day, shape (days,); all zero if none."""
    sites = casebook.sites
    assert sites is not None
    total = np.zeros(horizon(casebook)[1])
    for part in casebook.courses[course].parts:
        if part.action not in sites.wanted.actions:
            continue
        for use in casebook.actions[part.action].uses:
            if use.id == sites.wanted.use:
                unit = casebook.quantities[use.amount].unit
                places = amounts.value(use.amount, unit)
                total += places * active(casebook, amounts, part)
    return total
