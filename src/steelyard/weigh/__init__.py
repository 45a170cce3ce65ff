"""Weigh courses: summaries over futures and the six-row card."""

from steelyard.weigh.results import Results, weigh

__all__ = ["Results", "weigh"]
