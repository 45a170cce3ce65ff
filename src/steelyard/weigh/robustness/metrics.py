"""The metrics that are computed, in the order in which tables list them.

References
----------
As collected by McPhail et al. (2018), doi 10.1002/2017EF000649: Laplace; Wald
(1950); Savage (1951); Hurwicz (1953); Starr (1963); Herman et al. (2015) for the
90th percentile of regret; Kwakkel et al. (2016) for undesirable deviations and
mean-variance; Voudouris et al. (2014) for skewness.
"""

from __future__ import annotations

from steelyard.weigh.robustness import aggregate as a
from steelyard.weigh.robustness import subset as s
from steelyard.weigh.robustness import transform as t
from steelyard.weigh.robustness.metric import Metric


def hurwicz(pessimism: float = 0.5) -> Metric:
    """Return Hurwicz's rule: a share of the worst and the rest of the best future.

    Raises
    ------
    ValueError
        If the share is not between 0 and 1.
    """
    if not 0 <= pessimism <= 1:
        raise ValueError(f"pessimism must be between 0 and 1, got {pessimism:g}")
    return Metric(
        "hurwicz",
        "Hurwicz",
        f"weighs its worst future {pessimism:.0%} and its best {1 - pessimism:.0%}",
        t.identity,
        s.worst_and_best,
        a.weighted_sum(pessimism, 1 - pessimism),
    )


def percentile_regret(percentile: float = 0.9) -> Metric:
    """Return the regret that only a share of futures exceed."""
    if not 0 <= percentile <= 1:
        raise ValueError(f"percentile must be between 0 and 1, got {percentile:g}")
    return Metric(
        "percentile_regret",
        f"regret, {100 * percentile:g}th percentile",
        f"has the least regret that {1 - percentile:.0%} of futures exceed",
        t.regret_from_best,
        s.quantiles(1 - percentile),
        a.total,
        size=True,
    )


EXPECTED = Metric(
    "expected",
    "expected value",
    "has the best mean by the weights given to futures",
    t.identity,
    s.every,
    a.mean,
)
LAPLACE = Metric(
    "laplace",
    "Laplace",
    "has the best mean with all futures weighted alike",
    t.identity,
    s.every,
    lambda values, weights: a.mean(values),
)
MAXIMIN = Metric(
    "maximin", "worst future", "has the best worst future", t.identity, s.worst, a.total
)
MAXIMAX = Metric(
    "maximax", "best future", "has the best best future", t.identity, s.best, a.total
)
MINIMAX_REGRET = Metric(
    "minimax_regret",
    "largest regret",
    "has the smallest largest regret",
    t.regret_from_best,
    s.worst,
    a.total,
    size=True,
)
SATISFICING = Metric(
    "satisficing",
    "share that meets the threshold",
    "meets the threshold in the most futures",
    t.satisfice,
    s.every,
    a.mean,
    unit="share",
)
MEAN_VARIANCE = Metric(
    "mean_variance",
    "mean, one deviation to the bad side",
    "has the best mean after taking off one standard deviation",
    t.identity,
    s.every,
    a.mean_less_spread,
)
UNDESIRABLE = Metric(
    "undesirable_deviations",
    "mean shortfall from its median",
    "falls least below its own median in the worse half of its futures",
    t.regret_from_median,
    s.worst_half,
    lambda values, weights: a.mean(values),
    size=True,
    shape=True,
)
SKEWNESS = Metric(
    "skewness",
    "skew of 10th, 50th, 90th percentile",
    "has most of its futures towards the good end of their range",
    t.identity,
    s.quantiles(0.1, 0.5, 0.9),
    a.skewness,
    unit="ratio",
    shape=True,
)

METRICS: dict[str, Metric] = {
    m.id: m
    for m in (
        EXPECTED,
        LAPLACE,
        MAXIMIN,
        MAXIMAX,
        hurwicz(),
        MINIMAX_REGRET,
        percentile_regret(),
        SATISFICING,
        MEAN_VARIANCE,
        UNDESIRABLE,
        SKEWNESS,
    )
}
"""Metrics by id."""
