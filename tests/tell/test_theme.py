"""Colours that everybody can tell apart."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.stacked import INK, LIGHT, PAPER
from steelyard.tell.theme import (
    BASIS_COLOURS,
    PALETTE,
    TOKENS,
    VERDICT_COLOURS,
    Mode,
    config,
    css_variables,
)

MODES: tuple[Mode, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white() -> None:
    """The measure itself is right at its ends."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ink", ["ink", "muted", "link", "hold", "mislead", "against"])
@pytest.mark.parametrize("paper", ["bg", "surface", "raised", "mark"])
def test_text_stands_out(mode: Mode, ink: str, paper: str) -> None:
    """Text has a contrast of at least 4.5 to 1 in both modes."""
    assert contrast(TOKENS[mode][ink], TOKENS[mode][paper]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "colour", sorted({*PALETTE, *VERDICT_COLOURS.values(), *BASIS_COLOURS.values()})
)
def test_marks_stand_out(mode: Mode, colour: str) -> None:
    """Each colour of a chart has at least 3 to 1 against both backgrounds."""
    assert contrast(colour, TOKENS[mode]["bg"]) >= 3


def test_labels_inside_bars_stand_out() -> None:
    """Counts printed on a bar can be read."""
    for part, colour in {**VERDICT_COLOURS, **BASIS_COLOURS}.items():
        assert contrast(INK if part in LIGHT else PAPER, colour) >= 3.9, part


def test_modes_have_the_same_tokens() -> None:
    """Light and dark define the same names, and the page uses both."""
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()
    css = css_variables()
    assert "prefers-color-scheme:dark" in css
    assert "[data-theme=dark]" in css
    assert config("light")["axis"]["labelColor"] != config("dark")["axis"]["labelColor"]
