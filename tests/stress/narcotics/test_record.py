"""The record of seizures: partial years, new goods and groups."""

from __future__ import annotations

import pytest

from steelyard.casebook.problems import CasebookError, Mark
from steelyard.casebook.schema.threat import Good, Narcotics, Route
from steelyard.stress.narcotics.record import Seizures, arrange

MARK = Mark("threat.yaml", 3, 3)
SPEC = Narcotics(
    sql="",
    calibrate=(2019, 2021),
    judge=(2022, 2022),
    groups={"ports": ("P",), "line": ("L",)},
    goods={"a": Good(title="A", names=("Alpha",)), "b": Good(title="B")},
    set_aside=("other",),
    routes={
        "x": Route(title="X", kind="mail", seizure_probability="q", group="ports"),
        "y": Route(title="Y", kind="mail", seizure_probability="q", group="line"),
    },
    choice="q", loss="q", ceiling="q", response="q", replacement="q", stretch="q", price="q",
)  # fmt: skip


def rows() -> list[tuple[object, ...]]:
    return [
        (year, 12, group, good, 10.0)
        for year in (2019, 2020, 2021, 2022)
        for group in ("P", "line")
        for good in ("Alpha", "b", "other")
    ]


def made(extra: list[tuple[object, ...]]) -> Seizures:
    return arrange([*rows(), *extra], SPEC, MARK)


def test_a_year_to_date_is_left_out_and_named() -> None:
    """A year with three months is partial: no part of the fit, and said so."""
    found = made([(2023, 3, "P", "a", 5.0)])
    assert found.years == (2019, 2020, 2021, 2022)
    assert found.partial == (2023,)
    assert found.set_aside == ("other",)
    assert found.values.shape == (4, 2, 2)


def test_a_group_without_rows_seized_nothing() -> None:
    """A missing cell of a complete year is zero, and its share is zero."""
    some = [r for r in rows() if not (r[0] == 2020 and r[2] == "P" and r[3] == "b")]
    found = arrange(some, SPEC, MARK)
    assert found.values[1, 0, 1] == 0
    assert found.shares()[1, :, 1].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ((2022, 12, "P", "alfa", 1.0), "no good 'alfa'"),
        ((2022, 12, "Q", "a", 1.0), "no group 'Q'"),
        ((2022, 12, "P", "a", None), "no value"),
        ((2022, 12, "P", "a", -3), "at least 0"),
        ((2022, 13, "P", "a", 1.0), "months is '13'"),
    ],
)
def test_bad_rows_are_refused(row: tuple[object, ...], says: str) -> None:
    """A new good, a new group and bad values are refused with their row."""
    with pytest.raises(CasebookError, match="row 25") as caught:
        made([row])
    assert says in str(caught.value)


def test_calibration_needs_its_years() -> None:
    """A calibration year that is not complete is refused."""
    some = [(y, 11 if y == 2020 else m, g, d, v) for y, m, g, d, v in rows()]
    with pytest.raises(CasebookError, match="no complete year 2020"):
        arrange(some, SPEC, MARK)


def test_span() -> None:
    """A span keeps the years within it."""
    assert made([]).span(2020, 2021).years == (2020, 2021)
