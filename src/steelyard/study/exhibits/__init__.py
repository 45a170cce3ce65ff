"""Exhibits: what one step shows on the page beyond the outcomes of each future.

An exhibit takes an order and gives plain data, or None where the casebook lacks what
it needs. It is made once, kept in the run as `exhibits/NAME.json`, and the same
order gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from steelyard.study.exhibits.forces import forces
from steelyard.study.exhibits.history import history
from steelyard.study.exhibits.ladder import ladder
from steelyard.study.exhibits.ledger import ledger
from steelyard.study.exhibits.loop import loop
from steelyard.study.exhibits.movement import movement_exhibit
from steelyard.study.exhibits.order import Order
from steelyard.study.exhibits.people import people
from steelyard.study.exhibits.readiness import readiness
from steelyard.study.exhibits.sites import sites
from steelyard.study.exhibits.threats import threats

Exhibit = Callable[[Order], dict[str, Any] | None]

EXHIBITS: Mapping[str, Exhibit] = {
    "movement": movement_exhibit,
    "loop": loop,
    "sites": sites,
    "forces": forces,
    "threats": threats,
    "people": people,
    "ladder": ladder,
    "history": history,
    "ledger": ledger,
    "readiness": readiness,
}
"""Name to its maker, in the order of the steps."""

__all__ = ["EXHIBITS", "Exhibit", "Order"]
