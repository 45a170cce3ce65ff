"""Days open, told from those before."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from steelyard.casebook.model import Casebook
from steelyard.stress.people.history import outcomes
from steelyard.stress.people.history.counts import Count, Counts
from steelyard.stress.people.history.episodes import spans


def test_openings_and_closings_make_episodes() -> None:
    """A site may open twice; what never closed is no episode."""
    rows = [
        Count(1, "a", "site_opened", None),
        Count(5, "a", "site_closed", None),
        Count(7, "a", "site_opened", None),
        Count(8, "b", "site_opened", None),
        Count(9, "a", "site_closed", None),
    ]
    assert spans(Counts(tuple(rows))) == [(1, 5, "a"), (7, 9, "a")]


def test_interval_is_that_of_a_normal_sample(sr309: Casebook) -> None:
    """Holloman 2016 from four sites: 75, 80, 61 and 54 days."""
    (found,) = outcomes(sr309, ["children-on-bases"])
    logs = np.log([75.0, 80.0, 61.0, 54.0])
    wide = student.ppf(0.9, 3) * logs.std(ddof=1) * np.sqrt(1.25)
    row = found.rows[0]
    assert row.told == pytest.approx(float(np.exp(logs.mean())))
    assert row.high == pytest.approx(float(np.exp(logs.mean() + wide)))
    assert row.came == 33
