"""Results of a run: summaries and card, made from its parts and kept with it."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Record
from steelyard.law import law_of
from steelyard.money.opinions import opinions
from steelyard.study.futures import sample
from steelyard.study.store import Run, read_json, write_json
from steelyard.weigh.card import card
from steelyard.weigh.cell import Cell, Criterion
from steelyard.weigh.gates import Gates, gates
from steelyard.weigh.legality import Breach, breaches
from steelyard.weigh.summary import CourseSummary, summarise

SECOND = 256
"""Futures over which the second estimate takes its means."""


class Results(Record):
    """Everything that a finished run found."""

    courses: dict[str, CourseSummary]
    card: dict[str, dict[Criterion, Cell]]
    breaches: tuple[Breach, ...] = ()
    """Actions that no reading of the law left open allows."""
    gates: Gates = {}
    """Admissible, dependent or barred, by course, by whose readings, by action."""
    taken: dict[str, str] = {}
    """Readings of the law taken as given."""


def weigh(casebook: Casebook, run: Run) -> Results:
    """Weigh the courses of a run and keep the results in its folder.

    Parameters
    ----------
    casebook
        The casebook that was run, e.g. opened from the run's copy.
    run
        A run with all its parts.

    Returns
    -------
    The results, also written to `results.json`, the mark of a finished run.
    """
    from steelyard.study.costed import costed  # these two bring every model
    from steelyard.weigh.exhibit import exhibit

    manifest = run.manifest
    futures = sample(casebook, manifest["futures"], manifest["seed"])
    tables = {id_: run.table(id_) for id_ in manifest["courses"]}
    nothing = tables["nothing"]
    few = costed(casebook, manifest["courses"], SECOND, manifest["seed"])
    others = opinions(casebook, few.lines, few.prices)
    summaries = {
        id_: summarise(casebook, casebook.courses[id_], table, nothing, futures, others)
        for id_, table in tables.items()
    }
    asked = manifest["law"]
    law = law_of(casebook)
    taken = law.take(asked["profile"], asked["readings"]) if law else {}
    results = Results(
        courses=summaries,
        card=card(casebook, summaries, tables, taken),
        breaches=breaches(casebook, list(summaries), taken),
        gates=gates(casebook, list(summaries), taken),
        taken=taken,
    )
    shown = exhibit(casebook, run, results.breaches)
    write_json(run.exhibit("weigh"), shown)
    write_json(run.path / "results.json", results.model_dump(mode="json"))
    return results


def read_results(run: Run) -> Results:
    """Read the results of a finished run."""
    return Results.model_validate(read_json(run.path / "results.json"))


def card_json(results: Results) -> dict[str, Any]:
    """Return the card with the stable keys of `assess --json`."""
    return {
        course: {
            criterion: {
                "extent": cell.extent,
                "finding": cell.finding,
                "value": cell.figure.value if cell.figure else None,
                "unit": cell.figure.unit if cell.figure else None,
                "band": cell.figure.band.model_dump()
                if cell.figure and cell.figure.band
                else None,
                "basis": dict(cell.figure.basis) if cell.figure else {},
                "confidence": cell.confidence,
                "sources": list(cell.sources),
            }
            for criterion, cell in cells.items()
        }
        for course, cells in results.card.items()
    }
