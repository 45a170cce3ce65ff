"""A claim beside its data."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from steelyard.audit import audit
from steelyard.audit.audit import Finding
from steelyard.audit.sandbox import Answer
from steelyard.casebook.model import Casebook
from steelyard.tell.charts.claim_series import claim_series, series_rows


@pytest.fixture(scope="module")
def finding(tiny: Casebook) -> Finding:
    """The finding about the river, which has a series by month."""
    return audit(tiny, ["K1"]).findings[0]


def spec(finding: Finding) -> dict[str, Any]:
    """Return the chart as plain data."""
    return claim_series(finding).to_dict()


def with_series(finding: Finding, columns: str, *rows: tuple[Any, ...]) -> Finding:
    """Return a finding with another series."""
    answer = Answer(tuple(columns.split()), rows)
    return dataclasses.replace(finding, series=answer)


def test_months_are_dates_at_the_readers_place(finding: Finding) -> None:
    """Months are drawn on a time axis, and no time zone shifts them."""
    drawn = spec(finding)["layer"][0]
    assert drawn["encoding"]["x"]["type"] == "temporal"
    first = drawn["data"]["values"][0]
    assert first["at"] == f"{first['x']}-01T00:00:00"


def test_the_stated_value_is_a_labelled_rule(finding: Finding) -> None:
    """What the claim states is drawn and named beside the data."""
    layers = spec(finding)["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["line", "rule", "text"]
    assert layers[2]["data"]["values"][0]["text"] == "stated: 5 meters"


@pytest.mark.parametrize(
    ("xs", "kind"),
    [
        ((2019, 2020), "ordinal"),
        (("Guard", "Active"), "ordinal"),
        ((0.5, 1.5), "quantitative"),
        (("2024-01-31", "2024-02-29"), "temporal"),
    ],
)
def test_kinds_of_axis(finding: Finding, xs: tuple[Any, Any], kind: str) -> None:
    """Years and names are steps, dates a time axis, numbers a scale."""
    other = with_series(finding, "x y", (xs[0], 1), (xs[1], 2))
    assert spec(other)["layer"][0]["encoding"]["x"]["type"] == kind


def test_several_lines_differ_by_more_than_colour(finding: Finding) -> None:
    """Lines of several series have their own dash as well."""
    other = with_series(finding, "x y series", (2019, 1, "a"), (2019, 2, "b"))
    encoding = spec(other)["layer"][0]["encoding"]
    assert {"color", "strokeDash"} <= encoding.keys()


def test_missing_values_are_left_out(finding: Finding) -> None:
    """A row without a value is not drawn as nothing."""
    other = with_series(finding, "x y", (2019, None), (2020, 2))
    assert [row["x"] for row in series_rows(other)] == [2020]


def test_claims_without_a_series(tiny: Casebook, finding: Finding) -> None:
    """A claim without a series, or with an empty one, has no chart."""
    bare = audit(tiny, ["K2"]).findings[0]
    with pytest.raises(ValueError, match="K2 has no series"):
        claim_series(bare)
    with pytest.raises(ValueError, match="K1 is empty"):
        claim_series(with_series(finding, "x y"))
