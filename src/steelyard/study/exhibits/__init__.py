"""Exhibits: what one step shows on the page beyond the outcomes of each future.

An exhibit takes an order and gives plain data, or None where the casebook lacks what
it needs. It is made once, kept in the run as `exhibits/NAME.json`, and the same
order gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from steelyard.study.exhibits.history import history
from steelyard.study.exhibits.order import Order

Exhibit = Callable[[Order], dict[str, Any] | None]

EXHIBITS: Mapping[str, Exhibit] = {"history": history}
"""Name to its maker, in the order of the steps."""

__all__ = ["EXHIBITS", "Exhibit", "Order"]
