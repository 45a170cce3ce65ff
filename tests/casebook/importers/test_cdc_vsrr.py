"""CDC overdose counts in the layouts of several releases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers import import_file

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]

NEW = (
    "State,Year,Month,Period,Indicator,Data Value,Percent Complete,"
    "Percent Pending Investigation,State Name,Footnote,Footnote Symbol,Predicted Value"
)
ROW = 'US,2017,January,12 month-ending,Number of Drug Overdose Deaths,{},100,0.143,United States,"See, Notes.",**,{}'


@pytest.mark.parametrize("written", ["4034", '"4,034"', "4034.0"])
def test_counts_of_every_release_are_the_same(text_file: Writer, written: str) -> None:
    """The 2019 release writes 4034, the 2025 one "4,034"."""
    table = import_file("cdc-vsrr", text_file(NEW, ROW.format(written, '"4,100"')))
    (row,) = table.rows
    assert row[:3] == ("2017-01", "US", "Number of Drug Overdose Deaths")
    assert row[3:5] == (4034, 4100)
    assert any("don't add neighbouring months" in note for note in table.notes)


def test_blank_values_are_withheld(text_file: Writer) -> None:
    """A blank stays missing, is never zero, and is told."""
    table = import_file("cdc-vsrr", text_file(NEW, ROW.format("", "")))
    assert table.rows[0][3:5] == (None, None)
    assert "1 values are withheld and stay missing" in table.notes


@given(st.permutations(NEW.split(",")))
def test_the_order_of_columns_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    """Older releases have another order of columns."""
    import csv

    (fields,) = csv.reader([ROW.format("4034", "4100")])
    values = dict(zip(NEW.split(","), fields, strict=True))
    path = tmp_path_factory.mktemp("cdc") / "v.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([order, [values[name] for name in order]])
    assert import_file("cdc-vsrr", path).rows[0][:5] == (
        "2017-01", "US", "Number of Drug Overdose Deaths", 4034, 4100
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("US,", "USA,", "unknown state 'USA'"),
        ("January", "Jan.", "'Jan.' is not a month"),
        ("2017", "17", "'17' is not a year of this series"),
        ("12 month-ending", "monthly", "unknown period 'monthly'"),
        ("Drug Overdose", "Overdose", "unknown indicator"),
        (",4034,", ",-4034,", "negative"),
        (",4034,", ',"4,03",', "not a whole number"),
    ],
)
def test_wrong_values_are_refused(
    text_file: Writer, refused: Refused, old: str, new: str, said: str
) -> None:
    """Every wrong value is named with its place."""
    path = text_file(NEW, ROW.format("4034", "4100").replace(old, new, 1))
    (problem,) = refused("cdc-vsrr", path)
    assert said in problem
    assert "file.csv:2:" in problem


def test_a_month_that_stands_twice_is_refused(
    text_file: Writer, refused: Refused
) -> None:
    """One value a month, state and indicator."""
    row = ROW.format("4034", "4100")
    assert (
        "the same month, state, indicator again"
        in refused("cdc-vsrr", text_file(NEW, row, row))[0]
    )
