"""Run courses through futures and keep the run."""

from steelyard.study.assess import Options, assess
from steelyard.study.store import Run

__all__ = ["Options", "Run", "assess"]
