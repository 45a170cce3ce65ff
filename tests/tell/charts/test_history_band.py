"""The chart of a back-test."""

from __future__ import annotations

from typing import Any

import pytest

from steelyard.tell.charts import history_band

DAYS = [f"2021-10-{d:02d}" for d in range(1, 31)]


def picture(until: str) -> dict[str, Any]:
    return {
        "days": DAYS,
        "low": [90.0] * 30,
        "middle": [100.0] * 30,
        "high": [110.0] * 30,
        "known": [["2021-10-01", 100.0]],
        "came": [["2021-10-20", 95.0]],
        "until": until,
        "rolling": False,
    }


@pytest.mark.parametrize(
    ("until", "side"), [("2021-10-02", "left"), (DAYS[-2], "right")]
)
def test_band_median_counts_and_the_line(until: str, side: str) -> None:
    """Five layers; the words stand where there is room."""
    spec = history_band(picture(until)).to_dict(validate=False)
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks == ["area", "line", "point", "rule", "text"]
    assert spec["layer"][-1]["mark"]["align"] == side


def test_an_empty_record_can_be_drawn() -> None:
    """No count at all is no error."""
    empty = picture(DAYS[0]) | {"known": [], "came": []}
    assert history_band(empty).to_dict(validate=False)["layer"]
