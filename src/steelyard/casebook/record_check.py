"""What checks of one record share: known ids, units, signs, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from steelyard.casebook.bounds import bounds
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Mark, Problem, nearest
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.units import same_dimension

Route = tuple[str | int, ...]

PART_OF = {
    "action": "actions",
    "duty status": "forces",
    "airport": "movement",
    "payer": "budget",
    "quantity": "quantities",
    "source": "sources",
    "use": "actions",
}
"""Kind of record: the part that defines it, where it is not the one checked."""


@dataclass
class RecordCheck:
    """Gathers the problems of one part that is one record, e.g. `budget`."""

    casebook: Casebook
    part: str
    broken: Set[str] = frozenset()
    """Parts that could not be read whole: what they define is not missed."""
    problems: list[Problem] = field(default_factory=list)

    def mark(self, route: Route) -> Mark:
        """Return where something inside the record stands."""
        place = self.casebook.places.get((self.part, self.part))
        return place.mark(*route) if place else Mark(f"{self.part}.yaml")

    def add(self, route: Route, message: str, mend: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(self.mark(route), message, mend))

    def known(
        self, kind: str, ids: Iterable[str], known: Mapping[str, object], route: Route
    ) -> None:
        """Add a problem for each id that nothing defines."""
        if PART_OF.get(kind, self.part) in self.broken:
            return
        for i, id_ in enumerate(ids):
            if id_ not in known:
                self.add((*route, i), f"no {kind} '{id_}'", nearest(id_, known))

    def quantity(
        self, id_: str | None, route: Route, unit: str | tuple[str, ...]
    ) -> Quantity | None:
        """Return a quantity if it exists and is of (one of) the unit's dimension."""
        if id_ is None:
            return None
        known = self.casebook.quantities
        if id_ not in known and "quantities" in self.broken:
            return None
        if id_ not in known:
            self.add(route, f"no quantity '{id_}'", nearest(id_, known))
            return None
        quantity = known[id_]
        units = (unit,) if isinstance(unit, str) else unit
        try:
            fits = any(same_dimension(quantity.unit, u) for u in units)
        except ValueError:
            return None  # named where the quantity is read
        if not fits:
            what = f"'{id_}' is in {quantity.unit}, not in {' or '.join(units)}"
            self.add(route, what, "give a quantity of that unit")
            return None
        return quantity

    def at_least_zero(self, id_: str | None, route: Route) -> None:
        """Add a problem if a quantity can fall below zero."""
        quantity = self.casebook.quantities.get(id_) if id_ else None
        if quantity is None:
            return
        low = bounds(quantity)[0]
        if low < 0 or quantity.value < 0:
            least = min(low, quantity.value)
            what = f"a negative amount: '{id_}' can be {least:,g} {quantity.unit}"
            self.add(route, what, "amounts are 0 or more; the kind gives the direction")

    def between(
        self, id_: str | None, route: Route, low: float, high: float, what: str
    ) -> None:
        """Add a problem if a quantity can leave [low, high]."""
        quantity = self.quantity(id_, route, "ratio")
        if quantity is None:
            return
        least, most = bounds(quantity)
        if min(least, quantity.value) < low or max(most, quantity.value) > high:
            message = f"{what} '{id_}' can be {least:g} to {most:g}"
            self.add(route, message, f"it must lie within {low:g} to {high:g}")

    def twice(self, kind: str, ids: Iterable[str], route: Route) -> None:
        """Add a problem for each id that stands twice in a list."""
        seen: set[str] = set()
        for i, id_ in enumerate(ids):
            if id_ in seen:
                self.add((*route, i), f"the {kind} '{id_}' is defined twice", "rename")
            seen.add(id_)
