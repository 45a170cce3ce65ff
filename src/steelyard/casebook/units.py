"""Units of measure: SI, people, beds, flights and dated money, by pint."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

DEFINITIONS = Path(__file__).with_name("units.txt")
"""The units that casebooks may use, in the format of pint."""


@lru_cache(maxsize=1)
def registry() -> pint.UnitRegistry[Any]:
    """Return the one registry of the project (built on first use)."""
    import pint

    return pint.UnitRegistry(DEFINITIONS, cache_folder=None)


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
