"""Numbers as agencies write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers.numbers import amount, count


@given(st.integers(0, 10**12))
def test_counts_survive_with_and_without_separators(value: int) -> None:
    """A count reads the same with thousands set apart, where that is allowed."""
    assert count(str(value)) == value
    assert count(f"{value:,}", grouped=True) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4,034", "thousands separator"),
        ("-1", "negative"),
        ("", "blank"),
        ("1.5", "not a whole number"),
        ("12a", "not a whole number"),
        ("١٢x", "not a whole number"),
    ],
)
def test_counts_are_never_guessed(text: str, why: str) -> None:
    """Separators, signs, blanks and letters are refused, each with its reason."""
    with pytest.raises(ValueError, match=why):
        count(text)


def test_wrong_grouping_is_refused() -> None:
    """4,03 is not four hundred and three."""
    with pytest.raises(ValueError, match="not a whole number"):
        count("4,03", grouped=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [("8.3799469484296", 8.3799469484296), ("1e-05", 1e-5), (".5", 0.5)],
)
def test_amounts_read_decimals_and_exponents(text: str, value: float) -> None:
    """Weights come with many digits and sometimes an exponent."""
    assert amount(text) == value


@pytest.mark.parametrize("text", ["-0.1", "1,394.4", "", "nan", "inf", "1e999", "2 lb"])
def test_amounts_refuse_the_rest(text: str) -> None:
    """Negative, grouped, blank, infinite and worded amounts are refused."""
    with pytest.raises(ValueError, match=r"negative|separator|blank|not a number"):
        amount(text)
