"""Weigh courses: summaries over futures and the six-row card."""
