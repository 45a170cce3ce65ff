"""Numbers as people say them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.figure import Band, Figure
from steelyard.tell.show import (
    amount,
    band_text,
    counted,
    dollars,
    figure_text,
    listing,
    number,
    percent,
    rounded,
    sentence,
    span,
    unit_words,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.117, "0.117"),
        (0.5, "0.5"),
        (5, "5"),
        (36773, "36,773"),
        (1954, "1,954"),
        (12_345_678, "12.3 million"),
        (2.5e9, "2.5 billion"),
        (3e12, "3 trillion"),
        (-0.25, "-0.25"),
        (0.00002, "2.0e-05"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    """A number keeps about four digits, thousands separated, large ones in words."""
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.2e9, "USD of 2025", "$1.20 billion"),
        (-3.5e6, "USD of 2025", "-$3.50 million"),
        (215, "USD/person/day", "$215 per person per day"),
        (2.5, "USD/gallon", "$2.50 per gallon"),
        (0, "USD of 2025", "$0"),
        (1, "person", "1 person"),
        (2500, "person", "2,500 people"),
        (1.5e6, "person day", "1,500,000 person-days"),
        (0.117, "mile/person", "0.117 miles per person"),
        (83.2, "percent", "83.2%"),
        (3, "percent/year", "3% per year"),
        (1.22, "ratio", "1.22"),
        (4, "kg", "4 kg"),
        (None, "person", "not known"),
    ],
)
def test_amounts(value: float | None, unit: str, text: str) -> None:
    """An amount carries its unit in words."""
    assert amount(value, unit) == text


def test_units_in_words() -> None:
    """Units are plural unless the value is one."""
    assert unit_words("fiscal_year", 1) == "fiscal year"
    assert unit_words("fiscal_year", 2) == "fiscal years"
    assert unit_words("person/day") == "people per day"


def test_span_names_the_unit_once() -> None:
    """An interval names its unit once where both ends share it."""
    assert span(1.1e9, 1.5e9, "USD of 2025") == "$1.10 to $1.50 billion"
    assert span(0.9e9, 1.5e9, "USD of 2025") == "$900 million to $1.50 billion"
    assert span(3, 3, "day") == "3 days"
    assert span(2, 4, "person") == "2 to 4 people"


def test_figure_with_a_band_shows_three_digits() -> None:
    """A figure with a band does not promise digits that the band denies."""
    band = Band(low=6043.2, high=8088.1, means="middle two thirds of 8 futures")
    figure = Figure(id="f", label="People", value=7053.4, unit="person", band=band)
    assert figure_text(figure) == "7,050 people"
    assert band_text(figure) == "6,040 to 8,090 people"
    exact = Figure(id="g", label="People", value=36773, unit="person")
    assert figure_text(exact) == "36,773 people"
    assert band_text(exact) == ""


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_rounding_is_close(value: float) -> None:
    """Rounding to three digits moves a number by at most half a percent."""
    assert math.isclose(rounded(value), value, rel_tol=0.006, abs_tol=1e-300)


@given(st.floats(-1e15, 1e15, allow_nan=False, allow_infinity=False))
def test_every_number_has_a_text(value: float) -> None:
    """No number is too large, small or negative to be written."""
    assert number(value)
    assert amount(value, "USD").lstrip("-").startswith("$")


def test_shares_never_round_to_nothing_or_all() -> None:
    """A share that is not nothing is never shown as 0%, nor one not all as 100%."""
    assert percent(0) == "0%"
    assert percent(0.001) == "under 1%"
    assert percent(0.999) == "over 99%"
    assert percent(1) == "100%"
    assert percent(0.42) == "42%"


def test_small_words() -> None:
    """Counts agree with their nouns; lists end with `and`."""
    assert counted(1, "claim") == "1 claim"
    assert counted(2, "quantity", "quantities") == "2 quantities"
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert sentence("people on duty") == "People on duty"


def test_a_zero_has_no_sign() -> None:
    """What rounding leaves of a zero is zero."""
    assert percent(-1e-17) == "0%"
    assert percent(0.0) == "0%"


def test_sums_in_sentences_are_written_as_amounts() -> None:
    said = "one more is worth 6,039,504 USD, or 20,707 USD"
    assert dollars(said) == "one more is worth $6.04 million, or $20,700"
    assert dollars("seats: 12") == "seats: 12"


def test_what_rounding_left_of_a_zero_is_a_zero() -> None:
    assert number(2.2e-17) == "0"
    assert number(1e-6) == "1.0e-06"


def figure(value: float, low: float, high: float, unit: str) -> Figure:
    band = Band(low=low, high=high, means="90%")
    return Figure(id="f", label="f", value=value, unit=unit, band=band)


def test_ends_beside_thousands_have_no_decimals_but_shares_keep_theirs() -> None:
    days = figure(55_300.0, 6.44, 541_000.0, "person day")
    assert band_text(days) == "6 to 541,000 person-days"
    share = figure(100.0, 99.7, 100.0, "percent")
    assert band_text(share) == "99.7% to 100%"
