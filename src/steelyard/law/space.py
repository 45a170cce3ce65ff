"""Worlds over readings, as bits of an integer.

A world picks one reading for each proposition. World number `w` is written in
mixed radix, the first proposition most significant; a set of worlds is an integer
whose bit `w` is set. All connectives are then one machine operation per 64 worlds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod

from steelyard.law.clauses import Literal

MOST_WORLDS = 2**22
"""Beyond this many worlds a set takes too long to work with."""


class TooManyWorldsError(ValueError):
    """More contested propositions at once than can be enumerated."""


class Space:
    """All worlds over some propositions, less those that nobody holds.

    Parameters
    ----------
    props
        Propositions and their readings.
    fixed
        Readings that are taken as given; such a proposition spans no worlds.
    excluded
        Pairs of readings that do not go together.
    """

    def __init__(
        self,
        props: Mapping[str, Sequence[str]],
        fixed: Mapping[str, str] | None = None,
        excluded: Iterable[tuple[Literal, Literal]] = (),
    ) -> None:
        self.fixed = dict(fixed or {})
        self.props = tuple(p for p in props if p not in self.fixed)
        self.readings = tuple(tuple(props[p]) for p in self.props)
        self.sizes = tuple(len(readings) for readings in self.readings)
        self.count = prod(self.sizes)
        if self.count > MOST_WORLDS:
            raise TooManyWorldsError(
                f"{len(self.props)} contested propositions make {self.count:,} "
                f"worlds; fix some readings (at most {MOST_WORLDS:,} worlds)"
            )
        self.full = (1 << self.count) - 1
        self.position = {p: n for n, p in enumerate(self.props)}
        self.blocks = tuple(prod(self.sizes[n + 1 :]) for n in range(len(self.sizes)))
        """Distance, in bits, between neighbouring readings of each proposition."""
        self._excluded = tuple(excluded)
        self._masks: dict[Literal, int] = {}

    def literal(self, prop: str, reading: str) -> int:
        """Return the worlds in which `prop` is read as `reading`."""
        mask = self._masks.get((prop, reading))
        if mask is None:
            mask = self._make(prop, reading)
            self._masks[prop, reading] = mask
        return mask

    def _make(self, prop: str, reading: str) -> int:
        if prop in self.fixed:
            return self.full if self.fixed[prop] == reading else 0
        n = self.position[prop]
        block = self.blocks[n]
        width = block * self.sizes[n]
        worlds = ((1 << block) - 1) << (block * self.readings[n].index(reading))
        while width < self.count:  # the pattern repeats; doubling is quickest
            worlds |= worlds << width
            width *= 2
        return worlds & self.full

    @cached_property
    def valid(self) -> int:
        """Worlds that somebody could hold."""
        worlds = self.full
        for one, other in self._excluded:
            if self._knows(one[0]) and self._knows(other[0]):
                worlds &= ~(self.literal(*one) & self.literal(*other))
        return worlds

    def _knows(self, prop: str) -> bool:
        return prop in self.position or prop in self.fixed

    def worlds(self) -> Iterator[dict[str, str]]:
        """Iterate over the worlds in order, as a reading for each proposition."""
        for picks in product(*self.readings):
            yield {**self.fixed, **dict(zip(self.props, picks, strict=True))}

    def spread(self, prop: str, worlds: int) -> int:
        """Add to `worlds` those that differ from one of them in `prop` alone."""
        n = self.position[prop]
        block = self.blocks[n]
        base = 0
        for value, reading in enumerate(self.readings[n]):
            base |= (worlds & self.literal(prop, reading)) >> (block * value)
        result = 0
        for value in range(self.sizes[n]):
            result |= base << (block * value)
        return result
