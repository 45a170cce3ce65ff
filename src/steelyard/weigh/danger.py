"""Rows of the card on risk and lethality: each scale alone, never netted.

People held below a standard of care or past a legal clock come from the people flow,
harm and answers from the sampled paths of the ladder.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Basis
from steelyard.casebook.strings import strings
from steelyard.stress.escalation.cases import wilson
from steelyard.stress.escalation.told import Told, told
from steelyard.weigh.answers import called_figures, loss_figures, lost, says
from steelyard.weigh.estimate import estimate, quantity_step
from steelyard.weigh.rows import RowFinding


def risk_row(casebook: Casebook, course: str, table: pa.Table) -> RowFinding | None:
    """Say what could go wrong; None if neither people nor a ladder were run."""
    figures = [*_care(casebook, course, table)]
    sentences = []
    if figures:
        care, clocks = figures[0], figures[1]
        sentences.append(
            f"People held below a standard of care: {_of(care)}; past a legal clock: "
            f"{_of(clocks)}."
        )
    ladder = _ladder(casebook, table, "risk")
    figures += [_figure(casebook, course, t) for t in ladder]
    if ladder:
        told_of = "; ".join(_says(t) for t in ladder)
        sentences.append(f"On the paths of the ladder: {told_of}.")
    called = called_figures(casebook, course, table)
    losses = loss_figures(casebook, course, table)
    figures += [*called, *losses]
    sentences += [text for text in (says(called, table), lost(losses)) if text]
    if not figures:
        return None
    return RowFinding(
        finding=" ".join(sentences), figure=figures[0], figures=tuple(figures[1:])
    )


def lethality_row(
    casebook: Casebook, course: str, table: pa.Table
) -> RowFinding | None:
    """Say whether force may be used, by whom and on whom; None without a ladder."""
    ladder = _ladder(casebook, table, "lethality")
    if not ladder:
        return None
    figures = [_figure(casebook, course, t) for t in ladder]
    finding = "; ".join(_says(t) for t in ladder)
    return RowFinding(
        finding=f"On the paths of the ladder: {finding}. Each stands alone.",
        figure=figures[0],
        figures=tuple(figures[1:]),
    )


def _care(casebook: Casebook, course: str, table: pa.Table) -> list[Figure]:
    if "people.care_breaches" not in table.column_names:
        return []
    trace, basis = _people_trace(casebook)
    asked = (
        (
            "people.care_breaches",
            "Person-days above the room that a standard of care leaves",
            "person day",
            1.0,
        ),
        (
            "people.breach_hours",
            "Person-days past a legal clock",
            "person day",
            1 / 24.0,
        ),
    )
    return [
        estimate(
            f"{course}.{column}",
            label,
            table.column(column).to_numpy() * scale,
            unit,
            basis={basis: 1.0},
            formula=column,
            trace=trace,
        )
        for column, label, unit, scale in asked
    ]


def _people_trace(casebook: Casebook) -> tuple[tuple[Step, ...], Basis]:
    network = casebook.network
    named = strings(network.model_dump(mode="python")) if network else set()
    used = [n for n in casebook.quantities if n in named]
    weakest = _weakest(casebook, used)
    says = f"all {len(used)} quantities that the network names, under Assumptions"
    return (Step(kind="model", id="steelyard.stress.people", says=says),), weakest


def _weakest(casebook: Casebook, names: Sequence[str]) -> Basis:
    bases = [casebook.quantities[n].basis for n in names]
    return max(bases, key=BASES.index, default="assumed")


def _ladder(casebook: Casebook, table: pa.Table, row: str) -> list[Told]:
    names = [n for n in table.column_names if n.startswith("escalation.")]
    columns = {n: table.column(n).to_numpy() for n in names}
    return [t for t in told(casebook, columns) if t.row == row]


def _says(t: Told) -> str:
    """Tell a scale in a phrase: shares of ranks, or the median with its band."""
    if not t.ranks:
        value = f"{t.value:.2f} ({t.low:.2f} to {t.high:.2f})"
        return f"{t.title}: {value}{' ' + t.unit if t.unit != 'ratio' else ''}"
    shares = [f"{name} in {share:.0%}" for name, share in t.ranks.items() if share]
    low, high = t.words[1:]
    band = f"; from '{low}' to '{high}' at the 5th and 95th percentile"
    return f"{t.title}: {', '.join(shares)} of futures{band if low != high else ''}"


def _figure(casebook: Casebook, course: str, t: Told) -> Figure:
    steps = tuple(quantity_step(casebook, n) for n in t.quantities)
    trace = (*steps, Step(kind="model", id="steelyard.stress.escalation"))
    if t.ranks:
        none = next(iter(t.ranks))
        share = 100.0 * (1.0 - t.ranks[none])
        low, high = wilson(round(share * t.futures / 100.0), t.futures)
        return Figure(
            id=f"escalation.{course}.{t.scale}",
            label=f"{t.title}: futures with any",
            value=share,
            unit="percent",
            band=Band(
                low=100.0 * low,
                high=100.0 * high,
                means=f"what {t.futures:,} futures leave open (Wilson, 90 percent)",
            ),
            basis={t.basis: 1.0},
            formula=f"share of futures above '{none}'",
            trace=trace,
        )
    return Figure(
        id=f"escalation.{course}.{t.scale}",
        label=t.title,
        value=t.value,
        unit=t.unit,
        band=Band(low=t.low, high=t.high, means="5th to 95th percentile of futures"),
        basis={t.basis: 1.0},
        formula=f"escalation.{t.scale}; median over futures",
        trace=trace,
    )


def _of(figure: Figure) -> str:
    band = figure.band
    text = f"{figure.value or 0:,.0f} person-days"
    if band is None:
        return text
    return f"{text} ({band.low:,.0f} to {band.high:,.0f})"
