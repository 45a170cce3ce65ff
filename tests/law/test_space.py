"""Worlds as bits: literals, exclusions, spreading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.law.space import Space, TooManyWorldsError

PROPS = {"a": ("0", "1"), "b": ("x", "y", "z"), "c": ("0", "1")}
EXCLUDED = [(("a", "0"), ("b", "z"))]


def members(space: Space, worlds: int) -> list[dict[str, str]]:
    """Read a set of worlds out again."""
    return [w for n, w in enumerate(space.worlds()) if worlds >> n & 1]


@given(st.sampled_from([(p, r) for p, rs in PROPS.items() for r in rs]))
def test_a_literal_is_the_worlds_that_read_so(literal: tuple[str, str]) -> None:
    """Bit w is set exactly where world w takes the reading."""
    space = Space(PROPS)
    prop, reading = literal
    expected = [w for w in space.worlds() if w[prop] == reading]
    assert members(space, space.literal(prop, reading)) == expected


def test_the_readings_of_a_proposition_fill_all_worlds_once() -> None:
    """Readings of one proposition are disjoint and cover everything."""
    space = Space(PROPS)
    masks = [space.literal("b", r) for r in PROPS["b"]]
    assert masks[0] | masks[1] | masks[2] == space.full
    assert sum(mask.bit_count() for mask in masks) == space.count == 12


def test_fixed_readings_span_no_worlds() -> None:
    """A reading taken as given is true everywhere, its rivals nowhere."""
    space = Space(PROPS, {"b": "y"})
    assert space.count == 4
    assert space.literal("b", "y") == space.full
    assert space.literal("b", "x") == 0


def test_excluded_pairs_do_not_count() -> None:
    """Worlds that take both readings of a pair are not valid."""
    space = Space(PROPS, excluded=EXCLUDED)
    left_out = members(space, space.full & ~space.valid)
    assert left_out == [
        {"a": "0", "b": "z", "c": "0"},
        {"a": "0", "b": "z", "c": "1"},
    ]


def test_an_exclusion_of_an_absent_proposition_is_idle() -> None:
    """A pair with a proposition that is not in play changes nothing."""
    space = Space({"a": ("0", "1")}, excluded=EXCLUDED)
    assert space.valid == space.full


@given(st.integers(0, 2**12 - 1), st.sampled_from(list(PROPS)))
def test_spread_forgets_one_proposition(worlds: int, prop: str) -> None:
    """Spreading adds exactly the worlds that differ in that proposition alone."""
    space = Space(PROPS)
    seen = {
        tuple((p, r) for p, r in w.items() if p != prop) for w in members(space, worlds)
    }
    expected = [
        w
        for w in space.worlds()
        if tuple((p, r) for p, r in w.items() if p != prop) in seen
    ]
    assert members(space, space.spread(prop, worlds)) == expected


def test_too_many_worlds_are_refused() -> None:
    """Beyond the limit the error says what to do."""
    props = {f"p{n}": ("0", "1") for n in range(23)}
    with pytest.raises(TooManyWorldsError, match="fix some readings"):
        Space(props)
