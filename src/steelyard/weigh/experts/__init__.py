"""Experts: structured questions, pools, and weights where answers are known."""

from steelyard.weigh.experts.cooke import Performance, performance
from steelyard.weigh.experts.idea import forms
from steelyard.weigh.experts.pool import Pool, pool

__all__ = ["Performance", "Pool", "forms", "performance", "pool"]
