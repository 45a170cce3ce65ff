"""How long temporary sites stay open, each told from those that closed before it.

The logarithm of the days open of a next site, given those of n earlier ones with mean
m and standard deviation s, lies within m +- t(n - 1) s sqrt(1 + 1/n) (the predictive
interval of a normal sample: Hahn and Meeker, 1991, Statistical Intervals).
"""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Episodes
from steelyard.stress.people.history.counts import Counts
from steelyard.stress.people.history.outcome import BAND, Outcome, Row, day, iso
from steelyard.stress.scores import Score

LEAST = 2
"""Sites that must have closed before one can be told."""


def spans(counts: Counts) -> list[tuple[int, int, str]]:
    """Return (opened, closed, site) of all episodes, by day of opening."""
    found, waiting = [], {}
    for row in counts.rows:
        if row.measure == "site_opened":
            waiting[row.site] = row.on
        elif row.measure == "site_closed" and row.site in waiting:
            found.append((waiting.pop(row.site), row.on, row.site))
    return sorted(found)


def outcome(casebook: Casebook, case: Episodes) -> Outcome:
    """Tell each episode and judge it."""
    episodes = spans(Counts.read(casebook, case.table, case.case))
    rows, last_one = [], []
    for opened, closed, site in episodes:
        before = [np.log(e - b) for b, e, _ in episodes if e < opened]
        if opened < day(case.judged) or len(before) < LEAST:
            continue
        n, mean = len(before), float(np.mean(before))
        wide = float(np.std(before, ddof=1)) * np.sqrt(1 + 1 / n)
        low, high = (mean + float(student.ppf(q, n - 1)) * wide for q in BAND)
        told, came = float(np.exp(mean)), float(closed - opened)
        row = Row(
            f"{site} from {iso(opened)}",
            told,
            float(np.exp(low)),
            float(np.exp(high)),
            came,
            "days",
        )
        rows.append(row)
        last_one.append(float(np.exp(before[-1])))
    scores: tuple[Score, ...] = ()
    if rows:
        scores = (
            Score(
                f"{case.id}.days_open",
                "relative error of the days that a site stays open",
                float(np.mean([abs(r.told / r.came - 1) for r in rows])),
                {
                    "as_the_last": float(
                        np.mean(
                            [
                                abs(b / r.came - 1)
                                for b, r in zip(last_one, rows, strict=True)
                            ]
                        )
                    )
                },
                float(np.mean([r.held for r in rows])),
                len(rows),
                "most opening and closing days are from memory",
            ),
        )
    first = iso(episodes[0][0]) if episodes else case.judged
    return Outcome(
        case.id,
        case.title,
        (first, case.judged),
        {"sites": float(len(episodes))},
        scores,
        tuple(rows),
        notes=(case.why_window,),
    )
