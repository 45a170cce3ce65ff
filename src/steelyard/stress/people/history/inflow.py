"""People who come at one pace and stay for a time: the population, and its peak.

The mean of a station with as many places as it needs is what has come within one stay
(M/G/infinity: Takacs, 1962, Introduction to the Theory of Queues): arrivals a day times
the mean stay, once arrivals have gone on for longer than people stay.
"""

from __future__ import annotations

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Inflow
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import BAND, Outcome, Row, day
from steelyard.stress.scores import Score


def outcome(casebook: Casebook, case: Inflow) -> Outcome:
    """Tell the peak from the arrivals of the window."""
    begin, last = (day(d) for d in case.window)
    counts = Counts.read(casebook, case.table, case.case)
    series = counts.until(last).series(case.arrivals.site, (case.arrivals.measure,))
    came = sum(persons for _, persons in series)
    per_day = came / (last - begin + 1)
    other = Counts.read(casebook, case.table, case.stay.case).until(begin - 1)
    stay = other.last(case.stay.site, case.stay.measure)
    if stay is None or came <= 0:
        raise ValueError(f"case '{case.id}': nobody came, or no stay, in the window")
    told = per_day * stay[1]
    spread = casebook.quantities[case.spread].value
    low, high = (told * float(np.exp(spread * z)) for z in _ends())
    row = None
    peaks = counts.after(last).series(case.peak.site, (case.peak.measure,))
    scores: tuple[Score, ...] = ()
    if peaks:
        peak = max(persons for _, persons in peaks)
        row = Row("peak", told, low, high, peak, "persons")
        scores = (
            Score(
                f"{case.id}.peak",
                "relative error of the greatest population after the window",
                abs(told / peak - 1),
                {"nobody_leaves": abs(came / peak - 1)},
                float(row.held),
                1,
                "one value, from memory: no ground for a verdict",
            ),
        )
    inputs = {"arrivals a day": per_day, "days that people stay": stay[1]}
    return Outcome(
        case.id,
        case.title,
        case.window,
        inputs,
        scores,
        (row,) if row else (),
        notes=(case.why_window,),
    )


def _ends() -> tuple[float, float]:
    from scipy.special import ndtri

    return float(ndtri(BAND[0])), float(ndtri(BAND[1]))
