"""Keys of random draws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.stress.people.names import keys_for


@given(st.sets(st.text(min_size=1, max_size=8), max_size=60))
def test_no_two_alike(names: set[str]) -> None:
    """Each name has a key of its own, in range, whatever the order."""
    keys = keys_for(names, 64)
    assert len(set(keys.values())) == len(names)
    assert all(1 <= key <= 64 for key in keys.values())
    assert keys_for(sorted(names, reverse=True), 64) == keys


def test_too_many_names() -> None:
    """More names than keys are refused."""
    with pytest.raises(ValueError, match="3 names, and room for 2"):
        keys_for("abc", 2)
