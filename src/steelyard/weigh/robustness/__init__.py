"""Robustness: one scheme, several metrics, and where they disagree."""

from steelyard.weigh.robustness.metric import Metric
from steelyard.weigh.robustness.metrics import METRICS
from steelyard.weigh.robustness.regret import regret
from steelyard.weigh.robustness.scores import Scores, score

__all__ = ["METRICS", "Metric", "Scores", "regret", "score"]
