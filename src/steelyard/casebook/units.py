"""Units of measure: SI, people, beds, flights and dated money, by pint."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

_DEFINITIONS = """
USD = [currency]
person = [person] = people = persons
bed = [bed] = beds
aircraft = [aircraft]
flight = [flight] = flights = sortie = sorties
event = [event] = events = incident = incidents = encounter = encounters
case = [case] = cases
place = [place] = places = site = sites
device = [device] = devices = drone = drones = scanner = scanners
percent = 0.01 = pct
fiscal_year = 365.25 * day
staff_year = person * year
"""


@lru_cache(maxsize=1)
def registry() -> pint.UnitRegistry[Any]:
    """Return the one registry of the project (built on first use)."""
    import pint

    units: pint.UnitRegistry[Any] = pint.UnitRegistry(
        cache_folder=None, autoconvert_offset_to_baseunit=True
    )
    for line in _DEFINITIONS.strip().splitlines():
        units.define(line)
    return units


@lru_cache(maxsize=4096)
def dimension(unit: str) -> Any:
    """Return the dimension of a unit, e.g. of ``USD/person/day``.

    Raises
    ------
    ValueError
        If the unit cannot be read or names something unknown.
    """
    return _parse(unit).dimensionality


@lru_cache(maxsize=4096)
def factor(unit: str, to: str) -> float:
    """Return what to multiply a value in `unit` by to express it in `to`."""
    try:
        return float(_parse(unit).to(_parse(to).units).magnitude)
    except Exception as error:
        raise ValueError(f"cannot convert '{unit}' to '{to}'") from error


def same_dimension(unit: str, other: str) -> bool:
    """Tell whether two units measure the same kind of thing."""
    return bool(dimension(unit) == dimension(other))


@lru_cache(maxsize=4096)
def _parse(unit: str) -> Any:
    text = unit.strip()
    if text in {"", "1", "ratio", "fraction", "share", "count"}:
        return registry().Quantity(1.0, "")
    try:
        return registry().Quantity(1.0, registry().parse_units(text))
    except Exception as error:
        raise ValueError(f"'{unit}' is not a unit that can be read") from error
