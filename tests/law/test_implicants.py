"""Prime implicants against brute force, with many-valued readings and exclusions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.law.implicants import Cube, covered, primes, project, support
from steelyard.law.space import Space

PROPS = {"a": ("0", "1"), "b": ("x", "y", "z"), "c": ("0", "1"), "d": ("0", "1")}
PAIRS = [
    (("a", "0"), ("b", "z")),
    (("c", "1"), ("d", "1")),
    (("b", "x"), ("d", "0")),
]
SETS = st.integers(0, 2**24 - 1)
EXCLUSIONS = st.lists(st.sampled_from(PAIRS), unique=True)


def cubes(space: Space, props: tuple[str, ...]) -> Iterator[Cube]:
    """All sets of readings over some propositions."""
    for picks in product(*[(None, *PROPS[p]) for p in props]):
        yield frozenset((p, r) for p, r in zip(props, picks, strict=True) if r)


@settings(max_examples=60, deadline=None)
@given(SETS, EXCLUSIONS)
def test_primes_are_the_minimal_implicants(worlds: int, excluded: list[object]) -> None:
    """Each prime guarantees the verdict, none can be spared, none is missing."""
    space = Space(PROPS, excluded=excluded)  # type: ignore[arg-type]
    worlds &= space.valid
    props = support(space, worlds)
    implicants = [
        cube
        for cube in cubes(space, props)
        if covered(space, cube) & space.valid
        and not covered(space, cube) & space.valid & ~worlds
    ]
    minimal = {c for c in implicants if not any(o < c for o in implicants)}
    assert set(primes(space, worlds)) == minimal


@settings(max_examples=60, deadline=None)
@given(SETS, EXCLUSIONS)
def test_the_support_decides(worlds: int, excluded: list[object]) -> None:
    """What the support says settles membership in every world that counts."""
    space = Space(PROPS, excluded=excluded)  # type: ignore[arg-type]
    worlds &= space.valid
    props = support(space, worlds)
    assert project(space, worlds, props) & space.valid == worlds


@given(SETS)
def test_without_exclusions_support_is_what_flips(worlds: int) -> None:
    """A proposition is in the support iff flipping it alone changes something."""
    space = Space(PROPS)
    listed = list(space.worlds())
    member = {n for n in range(space.count) if worlds >> n & 1}
    flips = {
        prop
        for prop in PROPS
        for n, world in enumerate(listed)
        for m, other in enumerate(listed)
        if (n in member) != (m in member)
        and {p for p in PROPS if world[p] != other[p]} == {prop}
    }
    assert set(support(space, worlds)) == flips


def test_certainty_needs_nothing() -> None:
    """What always holds has the empty set; what never holds has none."""
    space = Space(PROPS)
    assert primes(space, space.full) == [frozenset()]
    assert primes(space, 0) == []


def test_small_sets_come_first() -> None:
    """Sets are sorted by size."""
    space = Space(PROPS)
    worlds = space.literal("a", "1") | (
        space.literal("c", "1") & space.literal("d", "0")
    )
    assert [len(cube) for cube in primes(space, worlds)] == [1, 2]


def test_tied_propositions_still_have_a_support() -> None:
    """Where only two flips at once change the verdict, both are named."""
    props = {"a": ("0", "1"), "b": ("0", "1")}
    tied = [(("a", "0"), ("b", "1")), (("a", "1"), ("b", "0"))]
    space = Space(props, excluded=tied)
    worlds = space.literal("a", "1") & space.valid
    assert len(support(space, worlds)) == 1
    assert primes(space, worlds)
