"""The whole examination of a run, as data that tables and pages are made from."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.measures import Stakeholder
from steelyard.study.futures import sample
from steelyard.study.store import Run
from steelyard.weigh.examine.failures import Failure, failures
from steelyard.weigh.examine.learning import Information, information
from steelyard.weigh.examine.material import Material, gather, lead
from steelyard.weigh.examine.matters import Matters, matters
from steelyard.weigh.examine.origin import Origin, origins
from steelyard.weigh.examine.robust import Robustness, robustness
from steelyard.weigh.examine.tradeoffs import Dominated, Level, dominated, levels
from steelyard.weigh.examine.weights import Weights, evaluated_rows, weights
from steelyard.weigh.outcomes import Outcomes, read_outcomes


class MeasureInfo(Record):
    """A measure that the run gives."""

    title: str
    unit: str
    direction: str
    row: str


class Missing(Record):
    """A measure that no part of the run gives."""

    title: str
    model: str


class Examination(Record):
    """What a run says of its courses, under several metrics and no single one."""

    run: str
    futures: int
    measures: dict[str, MeasureInfo]
    not_evaluated: dict[str, Missing]
    lead: str | None
    """The measure on which failures, influence and information are given."""
    caution: tuple[str, ...]
    """What to know before reading on."""
    levels: dict[str, dict[str, Level]]
    dominated: tuple[Dominated, ...]
    robustness: dict[str, Robustness]
    failures: dict[str, Failure]
    matters: dict[str, Matters]
    information: Information | None
    weights: Weights | None
    barred: dict[str, tuple[str, ...]]
    """Course to the bars that hold on every reading left open, in words."""
    origins: dict[str, Origin] = {}
    """Where the figures of each measure come from."""


def examine(
    casebook: Casebook,
    run: Run,
    *,
    measure: str | None = None,
    barred: Mapping[str, tuple[str, ...]] | None = None,
    stakeholders: Mapping[str, Stakeholder] | None = None,
    seed: int = 0,
) -> Examination:
    """Examine a run that has all its parts.

    Parameters
    ----------
    casebook
        The casebook that was run, e.g. opened from the run's copy.
    run
        The run.
    measure
        The measure on which detail is given; the first that can be ranked if none.
    barred
        Courses that the law bars on every reading left open, with why. They are
        shown and compared, and never traded against other measures.
    stakeholders
        Whose statements on weights to hear; those of the casebook if None.
    seed
        Of resampling and of weights.

    Raises
    ------
    ValueError
        If the measure is not in the run or has no better and no worse.
    """
    manifest = run.manifest
    futures = sample(casebook, manifest["futures"], manifest["seed"])
    outcomes = read_outcomes(casebook, run, futures)
    material = gather(casebook, outcomes, futures)
    return examine_material(material, run.id, measure, barred, seed, stakeholders)


def examine_material(
    material: Material,
    run: str,
    measure: str | None = None,
    barred: Mapping[str, tuple[str, ...]] | None = None,
    seed: int = 0,
    stakeholders: Mapping[str, Stakeholder] | None = None,
) -> Examination:
    """Examine outcomes that are already in memory; see `examine`."""
    outcomes = material.outcomes
    detail = _detail(outcomes, measure)
    stopped = dict(barred or {})
    weighed = weights(material, list(stopped), seed, stakeholders)
    return Examination(
        run=run,
        futures=outcomes.futures,
        measures={
            s.id: MeasureInfo(
                title=s.title, unit=s.unit, direction=s.direction, row=s.row
            )
            for s in outcomes.scales
        },
        not_evaluated={
            n.id: Missing(title=n.title, model=n.model) for n in outcomes.not_evaluated
        },
        lead=detail,
        caution=_caution(outcomes, stopped, weighed),
        levels=levels(outcomes),
        dominated=dominated(outcomes),
        robustness=robustness(outcomes),
        failures=failures(material, detail, seed) if detail else {},
        matters=matters(material, detail, seed) if detail else {},
        information=(
            information(material, detail, list(stopped), seed) if detail else None
        ),
        weights=weighed,
        barred=stopped,
        origins=origins(material),
    )


def _detail(outcomes: Outcomes, measure: str | None) -> str | None:
    if measure is None:
        first = lead(outcomes)
        return first.id if first else None
    if not outcomes.scale(measure).sign:
        raise ValueError(f"measure '{measure}' has no better and no worse")
    return measure


def _caution(
    outcomes: Outcomes,
    barred: Mapping[str, tuple[str, ...]],
    weighed: Weights | None,
) -> tuple[str, ...]:
    found = []
    missing, there = len(outcomes.not_evaluated), len(outcomes.scales)
    if missing:
        verb = "is" if missing == 1 else "are"
        found.append(f"{missing} of {missing + there} measures {verb} not evaluated.")
    rows = evaluated_rows(outcomes)
    if outcomes.scales and "effect" not in rows:
        found.append(
            "No effect is among the measures evaluated: what is compared is what "
            "courses take, not what they achieve, and doing nothing takes least."
        )
    failed = int(outcomes.failed().sum())
    if failed:
        found.append(f"{failed:,} runs failed; they are counted, not dropped.")
    if barred:
        found.append(
            "An action that no reading of the law left open allows is part of: "
            f"{', '.join(barred)}. No weight makes up for that."
        )
    swings = weighed.swings if weighed else {}
    out = [
        f"{outcomes.scale(id_).title} ({_share(swing.outside)})"
        for id_, swing in swings.items()
        if swing.outside
    ]
    if out:
        found.append(
            "Results outside the range that a weight stands for count as its end: "
            f"{', '.join(out)}."
        )
    found.append(
        "Ranges without a probability are covered evenly: a share of futures is not "
        "a chance."
    )
    return tuple(found)


def _share(share: float) -> str:
    return "under 1 %" if share < 0.01 else f"{100 * share:.0f} %"
