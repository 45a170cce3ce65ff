"""Sensitivity: which inputs an outcome depends on, with intervals."""

from steelyard.weigh.sensitivity.delta import delta
from steelyard.weigh.sensitivity.index import Index
from steelyard.weigh.sensitivity.pawn import pawn
from steelyard.weigh.sensitivity.saltelli import design
from steelyard.weigh.sensitivity.sobol import Sobol, sobol
from steelyard.weigh.sensitivity.tornado import Swing, tornado

__all__ = ["Index", "Sobol", "Swing", "delta", "design", "pawn", "sobol", "tornado"]
