"""Read a casebook: a proposal written down as data, typed and cross-checked.

What is named here is imported when it is first asked for, so that one schema can
be used without waiting for all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from steelyard.casebook.figure import Figure
    from steelyard.casebook.model import Casebook
    from steelyard.casebook.problems import CasebookError
    from steelyard.casebook.quantity import Quantity
    from steelyard.casebook.reader import open_casebook

__all__ = ["Casebook", "CasebookError", "Figure", "Quantity", "open_casebook"]

_HOME = {
    "Casebook": "model",
    "CasebookError": "problems",
    "Figure": "figure",
    "Quantity": "quantity",
    "open_casebook": "reader",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
