"""Back-test of seizure shares: years after the calibration, beside simple rules."""

from __future__ import annotations

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.stress.narcotics.forecast import judge
from steelyard.stress.narcotics.record import read_seizures
from steelyard.stress.scores import Score


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores, by good and over all."""
    spec = casebook.threat.narcotics if casebook.threat else None
    if spec is None:
        return ()
    with Sandbox(casebook.tables) as sandbox:
        record = read_seizures(casebook, sandbox)
    return judge(record, spec.calibrate, spec.judge)
