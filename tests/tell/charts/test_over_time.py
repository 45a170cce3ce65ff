"""Series over time: bands in order, gaps of time kept, no zone shifts a month."""

from __future__ import annotations

import pytest

from steelyard.tell.charts.over_time import (
    Ahead,
    Lines,
    at_of,
    forecast,
    hindcast,
    lines,
)

FIVE = [1.0, 2.0, 3.0, 4.0, 5.0]


def test_a_month_begins_at_midnight_here() -> None:
    """No zone is written, so that none shifts the month; a year is its first day."""
    assert at_of("2024-03") == "2024-03-01T00:00:00"
    assert at_of("2024") == "2024-01-01T00:00:00"


def test_forecast_keeps_record_and_what_came_apart() -> None:
    """Two areas, a line of two names, and points only where something came."""
    record = [("2024-11", 3.0), ("2024-12", 4.0)]
    ahead = Ahead(["2025-01"], [FIVE])
    bare = forecast(record, ahead, unit="a month").to_dict()
    assert len(bare["layer"]) == 3
    full = forecast(record, ahead, [("2025-01", 2.0)], unit="a month").to_dict()
    assert len(full["layer"]) == 4
    assert full["layer"][3]["data"]["values"][0]["what"] == "what came"
    area = full["layer"][0]["data"]["values"][0]
    assert (area["p5"], area["p95"]) == (1.0, 5.0)


def test_hindcast_and_lines_hold_their_rows() -> None:
    """Each observed value stands with its band; series differ in dash as well."""
    held = hindcast(["2024-01"], [[1, 2, 3]], [2.5], unit="x").to_dict()
    assert held["data"]["values"] == [
        {"at": "2024-01-01T00:00:00", "low": 1, "high": 3, "y": 2.5}
    ]
    data = Lines([("2020", "a", 1.0), ("2020", "b", 2.0)], [("2021", "a", 0.5, 1.5)])
    drawn = lines(data, unit="x", rule=1.0).to_dict()["layer"]
    assert "strokeDash" in drawn[-1]["encoding"]
    assert drawn[1]["data"]["values"] == [{"y": 1.0}]


def test_nothing_to_draw_is_refused() -> None:
    """An empty chart is an error."""
    with pytest.raises(ValueError, match="no rows"):
        lines(Lines([]), unit="x")
    with pytest.raises(ValueError, match="needs a record"):
        forecast([], Ahead([], []), unit="x")
