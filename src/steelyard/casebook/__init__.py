"""Read a casebook: a proposal written down as data, typed and cross-checked."""

from steelyard.casebook.figure import Figure
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.reader import open_casebook

__all__ = ["Casebook", "CasebookError", "Figure", "Quantity", "open_casebook"]
