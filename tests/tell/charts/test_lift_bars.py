"""A lift in several ways."""

from __future__ import annotations

import json
from typing import Any

from steelyard.tell.charts.history_band import history_band
from steelyard.tell.charts.lift_bars import BUSIEST, MEAN, lift_bars


def row(name: str, mean: float) -> dict[str, Any]:
    """Return a variant."""
    return {
        "id": name, "title": f"as {name}", "closed_form": 110.0, "programme": 100.0,
        "low": 80.0, "high": 140.0, "came": 200.0, "came_mean": mean,
    }  # fmt: skip


def words(mean: float) -> str:
    """Return the chart of two variants as text."""
    return json.dumps(lift_bars([row("one", mean), row("two", mean)]).to_dict())


def test_each_variant_has_band_closed_form_programme_and_what_came() -> None:
    """One row each, named."""
    text = words(50.0)
    for expected in ("as one", "as two", BUSIEST, MEAN, "closed form", "programme"):
        assert expected in text
    assert '"high": 140.0' in text


def test_a_single_day_has_no_mean() -> None:
    """The mean of one day is that day."""
    assert MEAN not in words(200.0)


def test_a_short_picture_names_days() -> None:
    """Months only where there are several."""
    picture = {
        "days": ["2021-08-18", "2021-08-30"], "low": [1.0, 1.0], "middle": [2.0, 2.0],
        "high": [3.0, 3.0], "known": [["2021-08-17", 1.0]],
        "came": [["2021-08-18", 2.0]], "until": "2021-08-17", "rolling": False,
    }  # fmt: skip
    assert "%-d %b" in json.dumps(history_band(picture, "people a day").to_dict())
    later = {**picture, "days": ["2021-08-18", "2021-12-30"]}
    assert "%b %Y" in json.dumps(history_band(later).to_dict())
