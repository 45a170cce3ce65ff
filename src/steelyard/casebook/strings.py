"""All strings in nested data: how one finds which quantities a file names."""

from __future__ import annotations

from collections.abc import Mapping


def strings(value: object) -> set[str]:
    """Return all strings in nested data, keys included."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return strings([*value.keys(), *value.values()])
    if isinstance(value, list | tuple | set | frozenset):
        return set[str]().union(*(strings(v) for v in value))
    return set()
