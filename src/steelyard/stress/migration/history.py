"""Back-test of arrivals: forecasts of the record's months, beside simple rules."""

from __future__ import annotations

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.stress.migration.backtest import Backtest, backtest, enough
from steelyard.stress.migration.flow import read_record
from steelyard.stress.scores import Score
from steelyard.stress.series import Monthly


def backtests(casebook: Casebook, sandbox: Sandbox) -> dict[str, Backtest]:
    """Judge each flow that names a hold-out.

    Raises
    ------
    CasebookError
        If the record does not hold those months, and three years before them.
    """
    found = {}
    for id_, spec in casebook.threat.flows.items() if casebook.threat else ():
        if spec.judged is None:
            continue
        record: Monthly = read_record(casebook, sandbox, id_)
        first, last = spec.judged
        there = first in record.months and last in record.months and first <= last
        if not there or not enough(record, first):
            mark = casebook.mark("threat", "threat", "flows", id_, "judged")
            what = f"{first} to {last} cannot be judged"
            span = f"{record.months[0]} to {record.months[-1]}"
            mend = f"the record runs from {span}, and three years must come before"
            raise CasebookError([Problem(mark, what, mend)])
        found[id_] = backtest(record, first, last, f"arrivals.{id_}")
    return found


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores of all flows."""
    with Sandbox(casebook.tables) as sandbox:
        found = backtests(casebook, sandbox)
    return tuple(score for test in found.values() for score in test.scores)
