"""What answers of others call for, and what does not take place, as figures.

The first is part of a course's cost and days; the second is no cost to any budget.
Neither is netted against anything.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis
from steelyard.stress.escalation.called import path_quantities
from steelyard.weigh.estimate import quantity_step

Array = NDArray[np.float64]

CALLED = {
    "called.cost": ("Cost that answers of others call for", "USD"),
    "called.gap": ("Of it, not covered by an appropriation", "USD"),
    "called.days": ("Military person-days that they call for", "person day"),
    "called.hours": ("Flight hours that they call for", "hour"),
}
"""Column: label and unit."""

MEANS = "5th to 95th percentile of futures"
PATH = Step(
    kind="model",
    id="steelyard.stress.escalation.beyond",
    says="beyond the path of the status quo in the same future",
)


def called_figures(
    casebook: Casebook, course: str, table: pa.Table
) -> tuple[Figure, ...]:
    """Return what paths call for, of those columns that the course has.

    The value is the mean over futures: in most futures there may be nothing.
    """
    own = casebook.courses[course]
    file = casebook.escalation
    names = dict.fromkeys(path_quantities(casebook, own))
    for call in file.calls if file else ():
        for use in casebook.actions[call.action].uses:
            names |= {use.amount: None, use.rate: None}
    return tuple(
        _figure(
            casebook,
            f"{course}.{column}",
            label,
            table.column(column).to_numpy(),
            _money(casebook, unit),
            tuple(names),
            f"{column}; mean over futures",
        )
        for column, (label, unit) in CALLED.items()
        if column in table.column_names
    )


def loss_figures(
    casebook: Casebook, course: str, table: pa.Table
) -> tuple[Figure, ...]:
    """Return what does not take place above the status quo's path, by loss."""
    file = casebook.escalation
    out = []
    for id_, loss in file.losses.items() if file else ():
        column = f"loss.{id_}"
        if column in table.column_names:
            assert file is not None
            sizes = [c.size for c in file.consequences if c.scale == loss.scale]
            names = (loss.of, *dict.fromkeys(s for s in sizes if s))
            out.append(
                _figure(
                    casebook,
                    f"{course}.{column}",
                    f"{loss.title} (no cost to any budget)",
                    table.column(column).to_numpy(),
                    _money(casebook, "USD"),
                    names,
                    f"{loss.scale} above the status quo's path x {loss.of} x years; "
                    "mean over futures",
                )
            )
    return tuple(out)


def says(figures: tuple[Figure, ...], table: pa.Table) -> str:
    """Tell what answers call for in a sentence; nothing where they never do."""
    if not figures:
        return ""
    cost = figures[0]
    share = float((table.column("called.cost").to_numpy() > 0).mean())
    return (
        f"Answers call for more people and hours in {share:.0%} of futures, at "
        f"{amount(cost)} within the cost."
    )


def lost(figures: tuple[Figure, ...]) -> str:
    """Tell what does not take place in a sentence."""
    told = "; ".join(f"{f.label}: {amount(f)}" for f in figures)
    return f"{told}." if told else ""


def amount(figure: Figure) -> str:
    """Write a mean of dollars with its band, in millions."""
    band, value = figure.band, (figure.value or 0.0) / 1e6
    text = f"{value:,.0f} million dollars on average"
    if band is None:
        return text
    return f"{text} ({band.low / 1e6:,.0f} to {band.high / 1e6:,.0f})"


def _money(casebook: Casebook, unit: str) -> str:
    return f"USD of {casebook.front.currency_year}" if unit == "USD" else unit


def _figure(
    casebook: Casebook,
    id_: str,
    label: str,
    values: Array,
    unit: str,
    names: tuple[str, ...],
    formula: str,
) -> Figure:
    low, high = (float(v) for v in np.quantile(values, [0.05, 0.95]))
    held = [casebook.quantities[n].basis for n in names]
    weakest: Basis = max(held, key=BASES.index, default="assumed")
    return Figure(
        id=f"answers.{id_}",
        label=label,
        value=float(values.mean()),
        unit=unit,
        band=Band(low=low, high=high, means=MEANS),
        basis={weakest: 1.0},
        formula=formula,
        trace=(*(quantity_step(casebook, n) for n in names), PATH),
    )
