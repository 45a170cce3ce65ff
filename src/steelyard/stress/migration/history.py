"""Back-test of arrivals: forecasts of the record's months, beside simple rules."""

from __future__ import annotations

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.stress.migration.backtest import Backtest, backtest, enough
from steelyard.stress.migration.flow import read_record
from steelyard.stress.scores import Score
from steelyard.stress.series import Monthly


def backtests(casebook: Casebook, sandbox: Sandbox) -> dict[str, Backtest]:
    """Judge each flow that names a hold-out."""
    found = {}
    for id_, spec in casebook.threat.flows.items() if casebook.threat else ():
        if spec.judged is None:
            continue
        record: Monthly = read_record(casebook, sandbox, id_)
        first, last = spec.judged
        if first in record.months and last in record.months and enough(record, first):
            found[id_] = backtest(record, first, last, f"arrivals.{id_}")
    return found


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores of all flows."""
    with Sandbox(casebook.tables) as sandbox:
        found = backtests(casebook, sandbox)
    return tuple(score for test in found.values() for score in test.scores)
