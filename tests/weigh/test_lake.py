"""The lake problem end to end: simulate, find where it fails, when, and what matters.

References
----------
Carpenter, Ludwig and Brock (1999), Management of eutrophication for lakes subject to
potentially irreversible change, Ecological Applications 9, 751-771. Quinn, Reed and
Keller (2017), Direct policy search for robust multi-objective management of deeply
uncertain socio-ecological tipping points, Environmental Modelling & Software 92: with
b = 0.42 and q = 2 the lake tips at a critical level near 0.5 and does not come back
when releases stop.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import brentq

from steelyard.weigh.discovery.discover import discover
from steelyard.weigh.outcomes import Outcomes, Scale
from steelyard.weigh.pathways.tipping import tipping
from steelyard.weigh.robustness.scores import score
from steelyard.weigh.sensitivity.pawn import pawn
from steelyard.weigh.values.dominance import front

Array = NDArray[np.float64]

YEARS = 100
NAMES = ("b", "q", "mean", "sd", "delta")
LOW = np.array([0.1, 2.0, 0.01, 0.001, 0.93])
HIGH = np.array([0.45, 4.5, 0.05, 0.005, 0.99])
RELEASES = (0.0, 0.02, 0.06)


def lake(release: Array, b: Array, q: Array, inflow: Array) -> Array:
    """Return phosphorus by year, (futures, years + 1), from a clean lake."""
    x = np.zeros((len(b), release.size + 1))
    for t in range(release.size):
        now = x[:, t]
        recycled = now**q / (1 + now**q)
        x[:, t + 1] = now + release[t] + recycled - b * now + inflow[:, t]
    return x


def critical(b: Array, q: Array) -> Array:
    """Return the unstable level above which a lake goes on to fill, by root finding."""
    return np.array(
        [
            brentq(lambda x, b=b_, q=q_: x**q / (1 + x**q) - b * x, 0.01, 1.5)
            for b_, q_ in zip(b, q, strict=True)
        ]
    )


def futures(count: int) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(7)
    points = LOW + rng.random((count, 5)) * (HIGH - LOW)
    mean, sd = points[:, 2], points[:, 3]
    spread = np.sqrt(np.log(1 + (sd / mean) ** 2))
    noise = rng.standard_normal((count, YEARS))
    inflow = np.exp(np.log(mean) - spread**2 / 2)[:, None] * np.exp(
        spread[:, None] * noise
    )
    return points, inflow, critical(points[:, 0], points[:, 1])


def test_critical_level_and_irreversibility() -> None:
    """b = 0.42, q = 2: tips near 0.54; once over, stopping all releases is too late."""
    b, q = np.array([0.42]), np.array([2.0])
    level = critical(b, q)[0]
    # x^2/(1+x^2) = b x has the roots (1 +- sqrt(1 - 4 b^2)) / (2 b).
    assert level == pytest.approx((1 - np.sqrt(1 - 4 * 0.42**2)) / (2 * 0.42), abs=1e-9)
    still = np.zeros((1, YEARS))
    before = np.where(np.arange(YEARS) < 5, 0.1, 0.0)
    after = np.where(np.arange(YEARS) < 20, 0.1, 0.0)
    assert lake(before, b, q, still)[0, -1] < 0.05
    upper = (1 + np.sqrt(1 - 4 * 0.42**2)) / (2 * 0.42)
    assert lake(after, b, q, still)[0, -1] == pytest.approx(upper, abs=0.01)
    # Above b = 0.5 the same lake recovers: the change is reversible.
    assert lake(after, np.array([0.6]), q, still)[0, -1] < 0.05


def test_lake_end_to_end() -> None:
    """Lakes that shed and recycle least fail; b and q decide; releasing more tips sooner."""
    points, inflow, level = futures(1500)
    years = np.arange(YEARS + 1.0)
    kept, tips = [], []
    for release in RELEASES:
        x = lake(np.full(YEARS, release), points[:, 0], points[:, 1], inflow)
        kept.append((x <= level[:, None]).mean(axis=1))
        tips.append(tipping(x, level[:, None], -1.0, years))
    reliability = np.stack(kept)
    benefit = np.stack([np.full(1500, r * YEARS) for r in RELEASES])

    # Trade-off: more release, more benefit, less reliability; no course dominated.
    values = np.stack([benefit, reliability], axis=2)
    assert front(values.mean(axis=1)).all()
    assert (np.diff(reliability.mean(axis=1)) < 0).all()

    # Robustness: the share of futures with reliability of 0.99 falls with release.
    scales = (
        Scale("benefit", "Benefit", "ratio", "more_is_better"),
        Scale("reliability", "Reliability", "ratio", "more_is_better"),
    )
    threshold = np.tile([0.0, 0.99], (1500, 1))
    outcomes = Outcomes(("none", "little", "much"), scales, values, threshold)
    scores = score(outcomes, "reliability")
    shares = scores.shown[:, [m.id for m in scores.metrics].index("satisficing")]
    assert shares[0] > shares[1] > shares[2]
    assert score(outcomes, "benefit").firsts()["laplace"] == ["much"]

    # Where it fails: low b (little removal) and low q (early recycling).
    rng = np.random.default_rng(1)
    failed = (reliability[1] < 0.99).astype(float)
    found = discover(points, failed, NAMES, rng)
    assert found is not None
    assert {0, 1} <= set(found.box.limits)
    assert np.isfinite(found.box.limits[0].high)
    assert np.isfinite(found.box.limits[1].high)
    assert found.box.density > 1.5 * failed.mean()
    assert found.box.coverage > 0.5

    # What matters: b and q, and the discount rate not at all.
    index = pawn(points, reliability[1], rng)
    assert set(np.argsort(-index.value)[:2]) == {0, 1}
    assert index.value[4] < index.value[:2].min() / 2

    # When: the median lake tips earlier the more is released.
    assert tips[2].band()[1] < tips[1].band()[1] <= tips[0].band()[1]
    assert tips[0].never > tips[2].never
