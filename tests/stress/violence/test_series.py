"""Counts of violence by sources that differ."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.stress.violence.series import Violence, read_violence


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


def read(case: Casebook, sql: str | None = None) -> Violence:
    assert case.threat is not None
    assert case.threat.violence is not None
    spec = case.threat.violence
    if sql is not None:
        spec = spec.model_copy(update={"sql": sql})
    threat = case.threat.model_copy(update={"violence": spec})
    with Sandbox(case.tables) as sandbox:
        return read_violence(dataclasses.replace(case, threat=threat), sandbox)


def made(*rows: tuple[int, int, str, str, int | str]) -> str:
    values = ", ".join(str(row).replace("'NULL'", "NULL") for row in rows)
    return f"SELECT * FROM (VALUES {values}) t(year, months, series, status, value)"


def test_two_sources_stay_apart(case: Casebook) -> None:
    """Statistics office and public security count differently, and both stand."""
    found = read(case)
    assert set(found.sources) == {"INEGI", "SESNSP"}
    low, mean, high = found.ratios["INEGI", "SESNSP"]
    assert 1.0 < low < mean < high < 1.3
    assert found.sources["INEGI"].values[-1] == 33550
    assert found.sources["INEGI"].trend is not None
    assert abs(found.sources["INEGI"].trend.growth) < 0.1


def test_half_years_are_left_out_and_named(case: Casebook) -> None:
    """Counts of six months are no year; they are listed."""
    found = read(case)
    assert ("INEGI", 2023, 6) in found.partial
    assert all(months < 12 for _, _, months in found.partial)


def test_missing_years_are_not_filled(case: Casebook) -> None:
    """The gap of a source is named, and no yearly change spans it."""
    assert read(case).sources["SESNSP"].missing == (2020, 2021, 2022)


def test_final_counts_stand_before_preliminary_ones(case: Casebook) -> None:
    """A final count replaces the preliminary one, and the revision is measured."""
    sql = made(
        (2020, 12, "a", "preliminary", 100),
        (2020, 12, "a", "final", 110),
        (2021, 12, "a", "preliminary", 100),
    )
    source = read(case, sql).sources["a"]
    assert source.values.tolist() == [110, 100]
    assert source.final == (True, False)
    assert source.revision == pytest.approx(1.1)
    assert source.trend is None
    with pytest.raises(ValueError, match="too few"):
        source.ahead(1)


def test_trend_and_band(case: Casebook) -> None:
    """A steady growth is found; the band widens with the root of time."""
    rows = [(2010 + k, 12, "a", "final", round(1000 * 1.05**k)) for k in range(8)]
    source = read(case, made(*rows)).sources["a"]
    assert source.trend is not None
    assert source.trend.growth == pytest.approx(np.log(1.05), abs=1e-3)
    noisy = [(2010 + k, 12, "a", "final", 1000 + 100 * (k % 2)) for k in range(8)]
    low, middle, high = read(case, made(*noisy)).sources["a"].ahead(4)
    _, _, near = read(case, made(*noisy)).sources["a"].ahead(1)
    assert low < middle < high
    assert np.log(high / middle) == pytest.approx(2 * np.log(near / middle))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ((2020, 12, "a", "final", "NULL"), "no value"),
        ((2020, 12, "a", "final", 0), "is 0"),
        ((2020, 12, "a", "final", -5), "at least 0"),
    ],
)
def test_bad_rows_are_refused(
    case: Casebook, row: tuple[int, int, str, str, int], says: str
) -> None:
    """Blank, zero and negative counts are refused with their row."""
    with pytest.raises(CasebookError, match=says):
        read(case, made(row))


def test_two_counts_of_one_status_are_refused(case: Casebook) -> None:
    """Two final counts of a year are refused with the row of the second."""
    with pytest.raises(CasebookError, match=r"row 2 .* second count"):
        read(case, made((2020, 12, "a", "final", 1), (2020, 12, "a", "final", 2)))
