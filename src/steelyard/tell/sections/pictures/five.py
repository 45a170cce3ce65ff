"""Bands of an exhibit as readers see them: words, figures, rows of charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.casebook.quantity import Basis, Quantity
from steelyard.tell.charts.bands import BandRow
from steelyard.tell.show import amount, rounded, span

Five = Sequence[float]
"""5th percentile, a sixth, median, five sixths, 95th."""


def middle(five: Five, unit: str) -> str:
    """Write the median: three digits, of percents two at most."""
    if unit == "percent":
        return amount(_coarse(five[2]), unit)
    return amount(rounded(five[2]), unit)


def outer(five: Five, unit: str) -> str:
    """Write the 5th to 95th percentile."""
    low, high = five[0], five[4]
    if unit == "percent":
        return span(_coarse(low), _coarse(high), unit)
    return span(rounded(low, 2), rounded(high, 2), unit)


def _coarse(percent: float) -> float:
    """Round percents to two digits, and never finer than a tenth.

    Less than that is told as nothing: draws of assumed ranges carry no more.
    """
    return round(rounded(percent, 2), 1) + 0.0


def percents(five: Five) -> list[float]:
    """Return shares as percent."""
    return [100.0 * v for v in five]


def row(id_: str, label: str, five: Five, text: str) -> BandRow:
    """Return a row of the chart of bands."""
    return BandRow(id_, label, five[1], five[2], five[3], (five[0], five[4]), text)


def figure(
    id_: str, label: str, five: Five, unit: str, futures: int, trace: Sequence[Step],
    basis: Mapping[Basis, float],
) -> Figure:  # fmt: skip
    """Return a band as a figure with its trace."""
    return Figure(
        id=id_,
        label=label,
        value=five[2],
        unit=unit,
        band=Band(
            low=five[0],
            high=five[4],
            means=f"5th to 95th percentile of {futures:,} futures",
        ),
        basis=dict(basis),
        formula="median over futures",
        trace=tuple(trace),
    )


def steps(quantities: Mapping[str, Quantity], ids: Iterable[str]) -> tuple[Step, ...]:
    """Return a step for each quantity."""
    return tuple(
        Step(kind="quantity", id=id_, says=quantities[id_].says)
        for id_ in dict.fromkeys(ids)
        if id_ in quantities
    )


def bases(quantities: Mapping[str, Quantity], ids: Iterable[str]) -> dict[Basis, float]:
    """Return the share of quantities that rests on each basis; measured if none."""
    held = [quantities[id_].basis for id_ in dict.fromkeys(ids) if id_ in quantities]
    if not held:
        return {"measured": 1.0}
    return {b: held.count(b) / len(held) for b in dict.fromkeys(held)}


def score_rows(scores: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return hold-out scores as cells."""
    out = []
    for score in scores:
        rules = score["baselines"]
        best = min(rules, key=rules.__getitem__)
        margin = score["margin_t"]
        if score["beats_baselines"]:
            chance = margin is None or abs(margin) < 2
            verdict = "better" + (", could be chance" if chance else "")
        else:
            verdict = "not better"
        held, rule = score["coverage80"], best.replace("_", " ")
        out.append(
            {
                "measure": score["measure"],
                "error": amount(rounded(score["error"]), ""),
                "best": f"{amount(rounded(rules[best]), '')} ({rule})",
                "verdict": verdict,
                "covered": "" if held is None else f"{100 * held:.0f}%",
                "count": f"{score['count']:,}",
            }
        )
    return out
