"""A network as a course of action changes it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from steelyard.casebook.schema.network import CourseChange, Network, Route

_REPLACED = (
    *("stations", "links", "exits", "clocks", "standards"),
    *("surges", "outages", "arrivals", "routes"),
)
_ADDED = ("closures", "census")


def for_course(network: Network, course: str) -> Network:
    """Return the network under a course; as it is where the course changes nothing."""
    for change in network.courses:
        if change.course == course:
            return _changed(network, change)
    return network.model_copy(update={"courses": ()})


def _key(part: Any) -> Hashable:
    if isinstance(part, Route):
        return part.at, frozenset(part.classes)
    return str(part.id)


def _changed(network: Network, change: CourseChange) -> Network:
    update: dict[str, Any] = {"courses": ()}
    for name in _REPLACED:
        parts = {_key(part): part for part in getattr(network, name)}
        parts |= {_key(part): part for part in getattr(change, name)}
        update[name] = tuple(parts.values())
    for name in _ADDED:
        update[name] = getattr(network, name) + getattr(change, name)
    return network.model_copy(update=update)
