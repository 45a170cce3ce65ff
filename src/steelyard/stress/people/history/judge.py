"""All back-tests of a casebook's people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.casebook.schema.history import (
    Case,
    Episodes,
    Inflow,
    Lift,
    Ramp,
    Reception,
    Stock,
)
from steelyard.stress.people.history import (
    episodes,
    inflow,
    lift,
    ramp,
    reception,
    stock,
)
from steelyard.stress.people.history.outcome import Held, Outcome
from steelyard.stress.scores import Score


def outcomes(
    casebook: Casebook, only: Iterable[str] | None = None
) -> tuple[Outcome, ...]:
    """Run the cases of a casebook.

    Parameters
    ----------
    only
        Ids of cases; all if None.

    Raises
    ------
    CasebookError
        If a case's window does not hold what its model needs.
    """
    if casebook.history is None:
        return ()
    wanted = None if only is None else set(only)
    found = []
    for i, case in enumerate(casebook.history.cases):
        if wanted is not None and case.id not in wanted:
            continue
        try:
            found.append(_held(case, _one(casebook, case)))
        except ValueError as error:
            mark = casebook.mark("history", "history", "cases", i, "id")
            raise CasebookError([Problem(mark, str(error))]) from None
    return tuple(found)


def _one(casebook: Casebook, case: Case) -> Outcome:
    match case:
        case Reception():
            return reception.outcome(casebook, case)
        case Inflow():
            return inflow.outcome(casebook, case)
        case Ramp():
            return ramp.outcome(casebook, case)
        case Episodes():
            return episodes.outcome(casebook, case)
        case Stock():
            return stock.outcome(casebook, case)
        case Lift():
            return lift.outcome(casebook, case)


def _held(case: Case, outcome: Outcome) -> Outcome:
    """Hold the scores against the case's bars.

    Raises
    ------
    ValueError
        If a bar names no score.
    """
    errors = {s.id.rsplit(".", 1)[1]: s for s in outcome.scores}
    bars = []
    for name, bar in case.bars.items():
        if name not in errors:
            raise ValueError(f"a bar names no score '{name}'; {nearest(name, errors)}")
        score = errors[name]
        bars.append(Held(score.id, score.error, bar.below, bar.says))
    notes = (*outcome.notes, *((case.note,) if case.note else ()))
    return dataclasses.replace(outcome, bars=tuple(bars), notes=notes)


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores of all cases."""
    return tuple(s for found in outcomes(casebook) for s in found.scores)
