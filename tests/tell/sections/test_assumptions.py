"""Assumptions and their ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.quantity import Normal, Quantity
from steelyard.tell.material import Material
from steelyard.tell.sections.assumptions import render, spread

NUMBERS = st.floats(-1e6, 1e6)


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted))
def test_bars_stay_inside(ends: list[float]) -> None:
    """A bar and its tick lie within the scale, whatever the signs."""
    low, value, high = ends
    if not low < high:
        return
    quantity = Quantity(
        value=value, unit="day", range=(low, high), basis="assumed", source=("s",)
    )
    found = spread(quantity)
    assert found is not None
    assert 0 <= found.left <= 100
    assert 0 <= found.middle <= 100
    assert found.left + found.width <= 101.1


def test_a_distribution_shows_its_middle_ninety_percent() -> None:
    """A distribution is drawn from the 5th to the 95th percentile."""
    quantity = Quantity(
        value=10,
        unit="day",
        distribution=Normal(kind="normal", mean=10, sd=1),
        basis="elicited",
        source=("s",),
    )
    found = spread(quantity)
    assert found is not None
    assert found.text == "8.36 to 11.6 days"
    assert found.middle == pytest.approx(100 * 10 / 11.645, abs=0.1)


def test_one_value_has_no_bar(material: Material) -> None:
    """A quantity without range says that it has one value."""
    quantity = Quantity(value=1, unit="day", basis="measured", source=("s",))
    assert spread(quantity) is None
    text = render(material)
    for id_ in material.casebook.quantities:
        assert f'id="q-{id_}"' in text
