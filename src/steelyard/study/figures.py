"""From values over futures to a figure with its band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis

Array = NDArray[np.float64]

LOW, HIGH = 1 / 6, 5 / 6
"""Quantiles of the default band: the middle two thirds, as CBO shows ranges."""


def estimate(
    id_: str,
    label: str,
    values: Array,
    unit: str,
    *,
    basis: Mapping[Basis, float] | None = None,
    formula: str = "",
    trace: Sequence[Step] = (),
    note: str = "",
) -> Figure:
    """Summarise values over futures: median and middle two thirds.

    Parameters
    ----------
    values
        One value a future, shape (futures,).
    basis
        Magnitude by basis; turned into shares.

    References
    ----------
    Elmendorf (2014), CBO: point estimates in the middle of the distribution,
    ranges that cover about two thirds of it.
    """
    low, middle, high = (float(q) for q in np.quantile(values, [LOW, 0.5, HIGH]))
    count = len(values)
    band = Band(low=low, high=high, means=f"middle two thirds of {count:,} futures")
    return Figure(
        id=id_,
        label=label,
        value=middle,
        unit=unit,
        band=band,
        basis=shares(basis or {}),
        formula=formula,
        trace=tuple(trace),
        note=note,
    )


def shares(magnitude: Mapping[Basis, float]) -> dict[Basis, float]:
    """Return shares that add up to one, in the order of the bases."""
    total = sum(magnitude.values())
    if total <= 0:
        return {}
    return {b: magnitude[b] / total for b in BASES if magnitude.get(b, 0.0) > 0}


def quantity_step(casebook: Casebook, name: str) -> Step:
    """Return the trace step of a quantity, with its value spelled out."""
    q = casebook.quantities[name]
    year = f" (prices of {q.price_year})" if q.price_year else ""
    if q.range:
        spread = f", range {q.range[0]:,g} to {q.range[1]:,g}"
    elif q.distribution:
        spread = f", {q.distribution.kind} distribution"
    else:
        spread = ""
    what = f"{q.says}: " if q.says else ""
    text = f"{what}{q.value:,g} {q.unit}{year}{spread}; {q.basis}"
    return Step(kind="quantity", id=name, says=text.replace("_", " "))


def drivers(
    points: Array, names: Sequence[str], values: Array, most: int = 5
) -> list[tuple[str, float]]:
    """Return the inputs that move an outcome most, by rank correlation.

    Parameters
    ----------
    points
        Inputs, shape (futures, inputs).
    names
        Their names.
    values
        The outcome, shape (futures,).

    Returns
    -------
    (name, Spearman's rho), strongest first; inputs whose correlation could be
    chance (|rho| below 3 standard errors) are left out.
    """
    from scipy.stats import rankdata

    count = len(values)
    if count < 8 or np.ptp(values) == 0:
        return []
    y = rankdata(values) - (count + 1) / 2
    x = rankdata(points, axis=0) - (count + 1) / 2
    spread = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    rho = np.divide(x.T @ y, spread, out=np.zeros(x.shape[1]), where=spread > 0)
    order = np.argsort(-np.abs(rho))[:most]
    sure = 3 / np.sqrt(count - 1)
    return [(names[i], float(rho[i])) for i in order if abs(rho[i]) > sure]
