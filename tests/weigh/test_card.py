"""The card."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.assess import Options, assess
from steelyard.weigh.card import money
from steelyard.weigh.cell import CRITERIA
from steelyard.weigh.results import card_json, read_results, weigh


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "$0"),
        (999, "$999"),
        (12_345, "$12,345"),
        (999_600, "$1.00 million"),
        (1_234_567, "$1.23 million"),
        (45_600_000, "$45.6 million"),
        (999_600_000, "$1.00 billion"),
        (-2_910_000_000, "-$2.91 billion"),
        (None, "not known"),
    ],
)
def test_money(value: float | None, text: str) -> None:
    """Amounts read as people say them."""
    assert money(value) == text


def test_card_has_six_rows_for_each_course(tiny: Casebook, tmp_path: Path) -> None:
    """All six criteria stand for all courses, open ones say so."""
    run = assess(tiny, tmp_path, Options(futures=64))
    results = weigh(tiny, run)
    assert list(results.card) == list(tiny.courses)
    for cells in results.card.values():
        assert list(cells) == list(CRITERIA)
        assert cells["cost"].extent == "part"
        assert cells["readiness"].extent == "none"
        assert cells["readiness"].finding.startswith("Not evaluated")
    assert read_results(run) == results
    row = card_json(results)["guard"]["cost"]
    assert {"extent", "finding", "value", "band", "basis"} <= set(row)


def test_finding_tells_band_and_difference(tiny: Casebook, tmp_path: Path) -> None:
    """The finding names the band, the difference and what is not costed."""
    results = weigh(tiny, assess(tiny, tmp_path, Options(futures=64)))
    said = results.card["guard"]["cost"].finding
    assert "two thirds of futures" in said
    assert "Above doing nothing" in said
    assert "1 of its actions has no cost basis" in said
    assert "no number in it is uncertain" in results.card["nothing"]["cost"].finding
