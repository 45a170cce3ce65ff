"""Exhibit: the pictures of the setting, with fit, forecasts, hold-outs and courses."""

from steelyard.study.exhibits.threats.threats import threats

__all__ = ["threats"]
