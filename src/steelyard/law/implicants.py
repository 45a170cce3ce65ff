"""Smallest sets of readings that settle a verdict: prime implicants.

Accepting the readings of a set makes the verdict hold whatever else is read, and
no reading of the set can be spared. Prime implicants need no baseline; a smallest
change from a baseline would carry the baseline's opinion.

References
----------
Quine, W. V. (1952), The problem of simplifying truth functions, American
Mathematical Monthly 59; here over variables with several values and with worlds
that do not count (don't-cares).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

from steelyard.law.clauses import Literal
from steelyard.law.space import Space

Cube: TypeAlias = frozenset[Literal]
"""Readings taken together."""

_Found: TypeAlias = frozenset[frozenset[tuple[int, int]]]


def support(space: Space, worlds: int) -> tuple[str, ...]:
    """Return the propositions whose flip changes membership of `worlds` somewhere.

    Where readings exclude one another a change may need two flips at once; then the
    fewest further propositions are added that together decide membership.
    """
    worlds &= space.valid
    outside = space.valid & ~worlds
    turning = [p for p in space.props if space.spread(p, worlds) & outside]
    rest = [p for p in space.props if p not in turning]
    for extra in range(len(rest) + 1):
        for more in combinations(rest, extra):
            chosen = tuple(p for p in space.props if p in turning or p in more)
            if not project(space, worlds, chosen) & outside:
                return chosen
    return space.props


def project(space: Space, worlds: int, keep: Iterable[str]) -> int:
    """Return the worlds that agree with one of `worlds` on the propositions kept."""
    kept = set(keep)
    for prop in space.props:
        if prop not in kept:
            worlds = space.spread(prop, worlds)
    return worlds


def primes(space: Space, worlds: int) -> list[Cube]:
    """Return the smallest sets of readings that guarantee one of `worlds`.

    Sets are sorted by size, then by the order of the propositions. They mention only
    propositions of the `support`; a set that nobody can hold is left out.
    """
    outside = space.valid & ~worlds
    true = space.full & ~project(space, outside, support(space, worlds))
    cubes = [
        frozenset((space.props[n], space.readings[n][value]) for n, value in cube)
        for cube in _primes(space.sizes, true, 0, {})
    ]
    return sorted(
        (cube for cube in cubes if covered(space, cube) & space.valid),
        key=lambda cube: (len(cube), sorted((space.position[p], r) for p, r in cube)),
    )


def covered(space: Space, cube: Iterable[Literal]) -> int:
    """Return the worlds in which all readings of a set are taken."""
    worlds = space.full
    for prop, reading in cube:
        worlds &= space.literal(prop, reading)
    return worlds


def _primes(
    sizes: tuple[int, ...],
    worlds: int,
    depth: int,
    memo: dict[tuple[int, int], _Found],
) -> _Found:
    total = 1
    for size in sizes[depth:]:
        total *= size
    if worlds == 0:
        return frozenset()
    if worlds == (1 << total) - 1:
        return frozenset({frozenset()})
    key = (depth, worlds)
    if key in memo:
        return memo[key]
    block = total // sizes[depth]
    low = (1 << block) - 1
    parts = [(worlds >> (block * value)) & low for value in range(sizes[depth])]
    common = low
    for part in parts:
        common &= part
    shared = _primes(sizes, common, depth + 1, memo)
    result = set(shared)
    for value, part in enumerate(parts):
        for cube in _primes(sizes, part, depth + 1, memo):
            if not any(smaller <= cube for smaller in shared):
                result.add(cube | {(depth, value)})
    memo[key] = frozenset(result)
    return memo[key]
