"""Rows of a network's parts, and the keys of their random draws.

Keys come from names, not from positions: a network with one more station gives
every person the same luck at all the others.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from steelyard.casebook.schema.network import Network

_STATION_KEYS = 2046
_STREAM_KEYS = 0xFFFFFFF0


def keys_for(names: Iterable[str], room: int) -> dict[str, int]:
    """Return a key from 1 to `room` for each name, no two alike.

    Raises
    ------
    ValueError
        If there are more names than keys.
    """
    ordered = sorted(set(names))
    if len(ordered) > room:
        raise ValueError(f"{len(ordered)} names, and room for {room}")
    taken: set[int] = set()
    keys: dict[str, int] = {}
    for name in ordered:
        key = zlib.crc32(name.encode())
        while key % room in taken:
            key += 1
        taken.add(key % room)
        keys[name] = key % room + 1
    return keys


@dataclass(frozen=True)
class Names:
    """The order of classes, stations (links after stations) and exits."""

    classes: tuple[str, ...]
    stations: tuple[str, ...]
    exits: tuple[str, ...]
    clocks: tuple[str, ...]
    surges: tuple[str, ...]

    @classmethod
    def of(cls, network: Network) -> Names:
        """Read them off a network."""
        stations = [s.id for s in network.stations] + [k.id for k in network.links]
        # The kernel wants surges in the order of the stations that they watch.
        surges = sorted(
            network.surges, key=lambda s: stations.index(s.watches or s.station)
        )
        return cls(
            tuple(c.id for c in network.classes),
            tuple(stations),
            tuple(e.id for e in network.exits),
            tuple(c.id for c in network.clocks),
            tuple(s.id for s in surges),
        )

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Stations, links and exits in the order of their rows."""
        return self.stations + self.exits

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.places)}

    def place(self, name: str) -> int:
        """Return the row of a station, link or exit."""
        return self._rows[name]

    def station_keys(self) -> dict[str, int]:
        """Return the key of each station's and link's draws."""
        return keys_for(self.stations, _STATION_KEYS)


def stream_keys(names: Iterable[str]) -> dict[str, int]:
    """Return the key of each stream's draws."""
    return keys_for(names, _STREAM_KEYS)
