"""Examine a run: trade-offs, regret, where courses fail, what matters, weights."""

from steelyard.weigh.examine.examination import Examination, examine

__all__ = ["Examination", "examine"]
