"""Pooled quantities: what experts said beside what the casebook holds."""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Quantity, Record
from steelyard.casebook.schema.experts import ExpertsFile
from steelyard.weigh.experts.cooke import Performance
from steelyard.weigh.experts.pool import Pool, pool

LEAST_SEEDS = 8
"""Seed questions below which calibration says little, and weights are equal."""


class Score(Record):
    """How an expert did on seed questions."""

    calibration: float
    information: float
    weight: float


class Own(Record):
    """One expert's own answer, brought to 5, 50 and 95 %."""

    expert: str
    low: float
    middle: float
    high: float
    weight: float


class Pooled(Record):
    """One quantity."""

    quantity: str
    unit: str
    how: str
    """`equal` or `classical`."""
    low: float
    middle: float
    high: float
    """5, 50 and 95 % of the mean of the experts' distributions."""
    cut: bool
    """Whether an end was cut at what the quantity can be."""
    experts: tuple[Own, ...]
    now: tuple[float, float, float]
    """Lowest value, value and highest in the casebook."""
    basis: str


class Panel(Record):
    """What a panel of experts came to."""

    quantities: dict[str, Pooled]
    scores: dict[str, Score]
    """Expert to score; empty without enough seed questions."""
    seeds: int
    """Seed questions that every scored expert answered."""
    said: str
    """How answers were weighted, and why."""


def panel(casebook: Casebook, file: ExpertsFile) -> Panel:
    """Pool what experts said of a casebook's quantities.

    Raises
    ------
    ValueError
        If nobody judged a quantity of the casebook.
    """
    pools, scores = pool(file, LEAST_SEEDS)
    known = [p for p in pools if p.quantity in casebook.quantities]
    if not known:
        raise ValueError("nobody judged a quantity of the casebook")
    count = _shared(file)
    return Panel(
        quantities={p.quantity: _pooled(casebook, file, p) for p in known},
        scores=_scores(scores),
        seeds=count,
        said=_said(scores, count),
    )


def _shared(file: ExpertsFile) -> int:
    """Return how many seed questions all who answered any have answered."""
    seeds = [j for j in file.judgements if j.seed_answer is not None]
    experts = {j.expert for j in seeds}
    by = {(j.expert, j.question) for j in seeds}
    questions = {j.question for j in seeds}
    return sum(all((e, q) in by for e in experts) for q in questions)


def _scores(found: Performance | None) -> dict[str, Score]:
    if found is None:
        return {}
    rows = zip(
        found.experts, found.calibration, found.information, found.weights, strict=True
    )
    return {
        e: Score(calibration=float(c), information=float(i), weight=float(w))
        for e, c, i, w in rows
    }


def _said(found: Performance | None, seeds: int) -> str:
    if not seeds:
        return "Equal weights: there are no seed questions, so nobody was scored."
    if found is None:
        return (
            f"Equal weights: {seeds} seed questions that all answered are fewer than "
            f"the {LEAST_SEEDS} below which a score says little."
        )
    if (found.calibration < found.cutoff).all():
        return (
            f"Equal weights: no expert reaches a calibration of {found.cutoff:g} on "
            f"{seeds} seed questions."
        )
    return (
        f"Cooke's classical model on {seeds} seed questions: weights are calibration "
        f"times information, nothing below a calibration of {found.cutoff:g}."
    )


def _pooled(casebook: Casebook, file: ExpertsFile, found: Pool) -> Pooled:
    held = casebook.quantities[found.quantity]
    least, most = _possible(held, file, found.quantity)
    ends = [min(max(v, least), most) for v in (found.low, found.middle, found.high)]
    rows = zip(found.experts, found.quantiles, found.weights, strict=True)
    low, high = bounds(held)
    return Pooled(
        quantity=found.quantity,
        unit=held.unit,
        how=found.how,
        low=ends[0],
        middle=ends[1],
        high=ends[2],
        cut=ends != [found.low, found.middle, found.high],
        experts=tuple(
            Own(
                expert=e,
                low=float(q[0]),
                middle=float(q[1]),
                high=float(q[2]),
                weight=float(w),
            )
            for e, q, w in rows
        ),
        now=(max(low, -1e300), held.value, min(high, 1e300)),
        basis=held.basis,
    )


def _possible(held: Quantity, file: ExpertsFile, quantity: str) -> tuple[float, float]:
    """Return what a quantity can be, so that a stretched end does not leave it.

    Nobody's own end is below 0, and neither is the casebook's: then neither is the
    pool's. The same for shares above 1.
    """
    mine = [j for j in file.judgements if j.quantity == quantity]
    ends = bounds(held)
    least = 0.0 if min(*(j.low for j in mine), ends[0]) >= 0 else -float("inf")
    share = held.unit in {"ratio", "fraction", "probability"}
    top = max(*(j.high for j in mine), ends[1])
    return least, 1.0 if share and top <= 1 else float("inf")


def differences(found: Panel) -> Sequence[Pooled]:
    """Return quantities whose pool leaves the casebook's value outside of it."""
    return [p for p in found.quantities.values() if not p.low <= p.now[1] <= p.high]
