"""Back-test of seizure shares: years after the calibration, beside simple rules."""

from __future__ import annotations

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.stress.narcotics.forecast import judge
from steelyard.stress.narcotics.record import read_seizures
from steelyard.stress.scores import Score


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores, by good and over all.

    Raises
    ------
    CasebookError
        If no judged year is complete.
    """
    spec = casebook.threat.narcotics if casebook.threat else None
    if spec is None:
        return ()
    with Sandbox(casebook.tables) as sandbox:
        record = read_seizures(casebook, sandbox)
    if not record.span(*spec.judge).years:
        mark = casebook.mark("threat", "threat", "narcotics", "judge")
        what = f"no complete year from {spec.judge[0]} to {spec.judge[1]}"
        raise CasebookError([Problem(mark, what)])
    return judge(record, spec.calibrate, spec.judge)
