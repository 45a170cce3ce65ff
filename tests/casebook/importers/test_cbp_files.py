"""CBP encounter and seizure files, with every trap that they set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers import import_file

Writer = Callable[..., Path]
Refused = Callable[[str, Path], list[str]]

AOR = (
    "Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,"
    "Area of Responsibility,AOR (Abbv),Demographic,Citizenship,Title of Authority,"
    "Encounter Type,Encounter Count"
)
STATE = (
    "Fiscal Year,Month Grouping,Month (abbv),Land Border Region,State,Demographic,"
    "Citizenship,Title of Authority,Encounter Count"
)
SOUTHWEST = (
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,"
    "Citizenship Grouping,Title of Authority,Encounter Type,Encounter Count"
)
DRUGS = (
    "FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,"
    "Count of Event,Sum Qty (lbs)"
)
AMO = DRUGS.replace("Area of Responsibility", "Branch")


def test_fiscal_months_become_calendar_months(text_file: Writer) -> None:
    """October of FY2022 is October 2021; FYTD and Remaining make a whole year."""
    path = text_file(
        SOUTHWEST,
        "2022,FYTD,OCT,U.S. Border Patrol,FMUA,Mexico,Title 8,Apprehensions,5",
        "2022,Remaining,SEP,U.S. Border Patrol,FMUA,Mexico,Title 8,Apprehensions,7",
    )
    table = import_file("cbp-encounters-southwest", path)
    assert [row[:2] for row in table.rows] == [(2022, "2021-10"), (2022, "2022-09")]
    assert table.total("encounters", fiscal_year=2022) == 12
    assert "FY2022 is not whole" in table.notes[0]


def test_the_running_year_and_every_name_of_children(text_file: Writer) -> None:
    """2026 (FYTD) is FY2026; UAC and UC / Single Minors are the same group."""
    sbo = text_file(
        SOUTHWEST,
        "2026 (FYTD),FYTD,DEC,Office of Field Operations,UAC,Other,Title 42,Expulsions,0",
        name="a.csv",
    )
    state = text_file(
        STATE,
        "2023,FYTD,DEC,Other,PR,UC / Single Minors,CUBA,Title 8,3",
        name="b.csv",
    )
    (one,) = import_file("cbp-encounters-southwest", sbo).rows
    (two,) = import_file("cbp-encounters-state", state).rows
    assert one == (
        2026, "2025-12", "OFO", "unaccompanied_children", "Other", "Title 42",
        "expulsion", 0,
    )  # fmt: skip
    assert two[4] == one[3]


def test_area_names_in_capitals_or_words_are_the_same(text_file: Writer) -> None:
    """RIO GRANDE VALLEY SECTOR and Rio Grande Valley Sector are one place."""
    tail = "FMUA,BRAZIL,Title 8,Inadmissibles,3"
    aor = text_file(
        AOR,
        f"2020,FYTD,APR,U.S. Border Patrol,Southwest Land Border,"
        f"Rio Grande Valley Sector,Rio Grande Valley,{tail}",
        name="a.csv",
    )
    drugs = text_file(
        DRUGS,
        "2019,APR,U.S. Border Patrol,Southwest Border,Land Only,"
        "RIO GRANDE VALLEY SECTOR,Other Drugs**,1,0.0001",
        name="b.csv",
    )
    (one,) = import_file("cbp-encounters-aor", aor).rows
    (two,) = import_file("cbp-drugs", drugs).rows
    assert one[4] == two[5] == "Rio Grande Valley Sector"
    assert two[3:5] == ("Southwest", "land")
    assert two[6:] == ("other", 1, 0.0001)


def test_amo_has_branches(text_file: Writer) -> None:
    """The AMO file has a branch where the other has a sector."""
    path = text_file(
        AMO,
        "2019,OCT,Air and Marine Operations,Northern Border,Land,X Branch,Heroin,1,2",
    )
    (row,) = import_file("cbp-drugs-amo", path).rows
    assert row == (
        2019, "2018-10", "AMO", "Northern", "land", "X Branch", "heroin", 1, 2.0
    )  # fmt: skip


GOOD = "2022,FYTD,OCT,U.S. Border Patrol,FMUA,Mexico,Title 8,Apprehensions,5"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2022", "22", ":2:1: '22' is not a fiscal year"),
        ("OCT", "OKT", ":2:11: 'OKT' is not a month"),
        ("FYTD", "Rest", ":2:6: unknown month grouping 'Rest'"),
        ("U.S. Border Patrol", "Border Patrol", ":2:15: unknown component"),
        ("FMUA", "FMU", ":2:34: unknown demographic group 'FMU'; did you mean 'fmua'?"),
        ("Title 8", "Title 9", "unknown title of authority 'Title 9'"),
        (",5", ",-5", "'-5' is negative"),
        (",5", ',"1,234"', "'1,234' has a thousands separator"),
        (",5", ",", "blank where a whole number is needed"),
        (",5", ",5,6", "10 fields where the heading has 9"),
    ],
)
def test_wrong_values_are_blamed_by_place(
    text_file: Writer, refused: Refused, old: str, new: str, said: str
) -> None:
    """Each wrong value is one problem with line and column."""
    path = text_file(SOUTHWEST, GOOD.replace(old, new, 1))
    (problem,) = refused("cbp-encounters-southwest", path)
    assert said in problem


def test_all_wrong_values_are_found_in_one_pass(
    text_file: Writer, refused: Refused
) -> None:
    """Three wrong rows give three problems."""
    wrong = {"NOV": "x", "DEC": "-1", "JAN": "1.5"}
    rows = [GOOD.replace("OCT", m).replace(",5", f",{v}") for m, v in wrong.items()]
    assert len(refused("cbp-encounters-southwest", text_file(SOUTHWEST, *rows))) == 3


def test_unknown_drug_and_sector_are_refused(
    text_file: Writer, refused: Refused
) -> None:
    """A drug or sector that no file has had is not passed through."""
    row = (
        "2019,APR,U.S. Border Patrol,Southwest Border,Land Only,LOREDO SECTOR,Opium,1,2"
    )
    said = refused("cbp-drugs", text_file(DRUGS, row))
    assert any("unknown sector or field office 'LOREDO SECTOR'" in s for s in said)
    assert any("did you mean 'laredo sector'?" in s for s in said)
    assert any("unknown drug 'Opium'" in s for s in said)


def test_a_group_that_stands_twice_is_refused(
    text_file: Writer, refused: Refused
) -> None:
    """Two rows of one key would be counted twice."""
    (problem,) = refused(
        "cbp-encounters-southwest", text_file(SOUTHWEST, GOOD, GOOD.replace(",5", ",6"))
    )
    assert ":3:1: the same fiscal_year, month" in problem
    assert "line 2" in problem


def test_a_column_that_splits_groups_cannot_hide(
    text_file: Writer, refused: Refused
) -> None:
    """An unknown column is left out; if it split the rows, they stand twice."""
    one = text_file(f"{SOUTHWEST},Sex", f"{GOOD},F", name="one.csv")
    assert (
        "the column 'Sex' is not used"
        in import_file("cbp-encounters-southwest", one).notes
    )
    two = text_file(f"{SOUTHWEST},Sex", f"{GOOD},F", f"{GOOD},M", name="two.csv")
    assert "the same fiscal_year" in refused("cbp-encounters-southwest", two)[0]


def test_record_level_columns_are_refused(text_file: Writer, refused: Refused) -> None:
    """A file with one row a person is refused with the column's name."""
    path = text_file(f"{SOUTHWEST},Alien Number", f"{GOOD},A123456789")
    said = refused("cbp-encounters-southwest", path)
    assert any("'Alien Number' looks like an identifier" in s for s in said)
    assert all("only aggregates are imported" in s for s in said)


def test_a_file_without_rows_is_refused(text_file: Writer, refused: Refused) -> None:
    """A heading alone is no data."""
    assert "no rows" in refused("cbp-encounters-state", text_file(STATE))[0]


@given(
    counts=st.lists(st.integers(0, 99999), min_size=12, max_size=12),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    reached=st.integers(1, 11),
)
def test_a_year_adds_up_however_the_file_is_written(
    tmp_path_factory: pytest.TempPathFactory,
    counts: list[int],
    end: str,
    mark: bool,
    reached: int,
) -> None:
    """Line ends, a byte-order mark and the FYTD split leave the year's sum alone."""
    months = [
        "OCT",
        "NOV",
        "DEC",
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
    ]
    lines = [STATE]
    for at, (month, count) in enumerate(zip(months, counts, strict=True)):
        group = "FYTD" if at < reached else "Remaining"
        lines.append(
            f"2023,{group},{month},Other,TX,Single Adults,CUBA,Title 8,{count}"
        )
    path = tmp_path_factory.mktemp("cbp") / "state.csv"
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + end.join(lines).encode())
    table = import_file("cbp-encounters-state", path)
    assert table.total("encounters", fiscal_year=2023) == sum(counts)
    assert table.notes == ()
    assert table.rows[0][1] == "2022-10"
    assert table.rows[-1][1] == "2023-09"
