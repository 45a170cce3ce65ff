"""Monthly series: what is taken and what is refused, with its row."""

from __future__ import annotations

import pytest

from steelyard.casebook.problems import CasebookError, Mark
from steelyard.stress.series import (
    complete_years,
    fiscal_year,
    month_of,
    monthly,
    number,
    revision,
)

MARK = Mark("threat.yaml", 7, 3)
NAMES = {"north": ("North", "Old North"), "south": ("South",)}
ROWS: list[tuple[object, ...]] = [
    ("2020-01", "North", 3),
    ("2020-01", "South", 0),
    ("2020-02", "Old North", 4),
    ("2020-02", "South", 5),
]


def refused(rows: list[tuple[object, ...]]) -> str:
    with pytest.raises(CasebookError) as caught:
        monthly(rows, NAMES, MARK)
    return str(caught.value)


def test_zeros_and_former_names_are_taken() -> None:
    """A zero is a value; a region's former name stands for it."""
    table = monthly(ROWS, NAMES, MARK)
    assert table.months == ("2020-01", "2020-02")
    assert table.values.tolist() == [[3, 0], [4, 5]]
    assert table.total.tolist() == [3, 9]
    assert table.until("2020-01").months == ("2020-01",)


def test_a_renamed_region_is_refused_with_its_row() -> None:
    """An unknown name is refused, with its row and the nearest known one."""
    text = refused([*ROWS, ("2020-03", "Nrth", 1)])
    assert "threat.yaml:7:3" in text
    assert "row 5" in text
    assert "'North'" in text


def test_a_missing_month_is_refused() -> None:
    """A month that one region lacks is named, not filled."""
    text = refused([*ROWS, ("2020-04", "North", 1), ("2020-04", "South", 1)])
    assert "'north' has no value for 2020-03" in text


def test_a_month_beyond_one_regions_end_is_left_out() -> None:
    """The table ends where the first region ends, as for a month not yet published."""
    table = monthly([*ROWS, ("2020-03", "North", 1)], NAMES, MARK)
    assert table.months[-1] == "2020-02"


def test_two_releases_of_a_month_are_refused() -> None:
    """A revised value beside the earlier one is refused, with both rows."""
    text = refused([*ROWS, ("2020-02", "South", 6)])
    assert "row 5" in text
    assert "row 4" in text
    assert "release" in text


@pytest.mark.parametrize("value", [None, -1, "n/a", float("nan")])
def test_values_that_are_no_counts_are_refused(value: object) -> None:
    """Blank, negative and unreadable values are refused with their row."""
    assert "row 1" in refused([("2020-01", "North", value), *ROWS[1:]])


def test_a_fiscal_year_to_date_is_no_month() -> None:
    """A label such as `2026 (FYTD)` is refused where a month should stand."""
    assert "YYYY-MM" in refused([("2026 (FYTD)", "North", 1), *ROWS])


def test_a_region_without_rows_is_refused() -> None:
    """A region that the query never names is refused."""
    assert "no rows for the region 'south'" in refused(ROWS[:1])


def test_fiscal_years() -> None:
    """Fiscal years begin in October; a partial one is not complete."""
    assert fiscal_year("2019-10") == 2020
    assert fiscal_year("2020-09") == 2020
    months = [month_of(number("2019-10") + k) for k in range(15)]
    assert complete_years(months) == (2020,)


def test_a_revision_is_measured() -> None:
    """An earlier release is compared month by month, zeros passed over."""
    now = monthly(ROWS, NAMES, MARK)
    rows = [(m, n, v + 1 if n == "South" else v) for m, n, v in ROWS]  # type: ignore[operator]
    found = revision(now, monthly(rows, NAMES, MARK))
    assert found.mean.tolist() == pytest.approx([0.0, 5 / 7 - 1])
    assert found.largest.tolist() == pytest.approx([0.0, 1.0])
    with pytest.raises(ValueError, match="no month"):
        revision(
            now,
            monthly([("2021-01", "North", 1), ("2021-01", "South", 1)], NAMES, MARK),
        )
    other = {"north": NAMES["north"]}
    with pytest.raises(ValueError, match="same names"):
        revision(now, monthly(ROWS[:1], other, MARK))
