"""Humane capacity: what each standard of care lets a module or a site hold.

Standards are hard limits and carry no price. The least binds; by how much the next
would let a site grow is reported beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.casebook.schema.sites import Standard
from steelyard.casebook.units import dimension
from steelyard.plan.amounts import Amounts


@dataclass(frozen=True)
class Capacity:
    """People held by each standard; `binding` is the standard that holds fewest."""

    people: Mapping[str, float]

    @property
    def least(self) -> float:
        """Return the people held."""
        return min(self.people.values(), default=0.0)

    @property
    def binding(self) -> str:
        """Return the standard that binds, the first of several."""
        return min(self.people, key=lambda s: self.people[s]) if self.people else ""

    @property
    def next(self) -> float:
        """Return the people held if the binding standard were set aside."""
        rest = sorted(self.people.values())[1:]
        return rest[0] if rest else self.least


def people(amounts: Amounts, standard: Standard, supply: str) -> float:
    """Return the people that a supply serves by a standard."""
    unit = amounts.casebook.quantities[supply].unit
    held = amounts.value(supply, unit)
    unit = f"({unit})" if dimension(unit) else ""
    if not unit:  # a bare count, e.g. of toilets
        if standard.need is not None:
            return held / amounts.value(standard.need, "1/person")
        return held * amounts.value(standard.serves, "person")
    if standard.need is not None:
        return held / amounts.value(standard.need, f"{unit}/person")
    return held * amounts.value(standard.serves, f"person/{unit}")


def module_capacity(amounts: Amounts, standards: Mapping[str, Standard]) -> Capacity:
    """Return what a module holds."""
    return Capacity(
        {
            id_: people(amounts, s, s.module)
            for id_, s in standards.items()
            if s.module is not None
        }
    )


def own_capacity(
    amounts: Amounts, standards: Mapping[str, Standard], has: Mapping[str, str]
) -> Capacity:
    """Return what an installation holds by what it has of its own."""
    return Capacity(
        {id_: people(amounts, standards[id_], supply) for id_, supply in has.items()}
    )
