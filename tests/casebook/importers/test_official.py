"""The agencies' own files: totals that they have published themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from steelyard.casebook.importers import Table, import_file

FOLDER = os.environ.get("STEELYARD_OFFICIAL", "")

pytestmark = [
    pytest.mark.official,
    pytest.mark.skipif(not FOLDER, reason="STEELYARD_OFFICIAL names no folder"),
]


def _read(kind: str, pattern: str) -> Table:
    (path,) = Path(FOLDER).glob(pattern)
    return import_file(kind, path)


@pytest.fixture(scope="module")
def state() -> Table:
    """Encounters by state, FY2020 to FY2023."""
    return _read("cbp-encounters-state", "nationwide-encounters-fy20-fy23-state.csv")


@pytest.fixture(scope="module")
def southwest() -> Table:
    """Southwest encounters by component, FY2022 to August 2025."""
    return _read("cbp-encounters-southwest", "sbo-encounters-fy22-fy25-aug.csv")


@pytest.mark.parametrize(
    ("year", "region", "count"),
    [
        (2020, "Southwest", 458_088),
        (2021, "Southwest", 1_734_686),
        (2022, "Southwest", 2_378_944),
        (2023, "Southwest", 2_475_669),
        (2023, "Northern", 189_402),
    ],
)
def test_encounters_by_state(state: Table, year: int, region: str, count: int) -> None:
    """CBP's totals by fiscal year and region come out to the unit."""
    assert state.total("encounters", fiscal_year=year, region=region) == count


@pytest.mark.parametrize(
    ("year", "count"), [(2021, 1_956_519), (2022, 2_766_582), (2023, 3_201_144)]
)
def test_encounters_nationwide(state: Table, year: int, count: int) -> None:
    """CBP's nationwide totals come out to the unit."""
    assert state.total("encounters", fiscal_year=year) == count


def test_southwest_total_and_months(state: Table, southwest: Table) -> None:
    """FY2024 is as published, and both files agree in every month they share."""
    assert southwest.total("encounters", fiscal_year=2024) == 2_135_005
    assert southwest.total("encounters", fiscal_year=2023, component="USBP") == 2045838
    assert any("FY2025 is not whole" in note for note in southwest.notes)
    months = {m for m in state.column("month") if str(m) >= "2021-10"}
    assert len(months) == 24
    for month in months:
        assert state.total(
            "encounters", month=month, region="Southwest"
        ) == southwest.total("encounters", month=month)


def test_fentanyl_of_fy2023() -> None:
    """OFO and Border Patrol seized 27,022.9 lb of fentanyl in FY2023."""
    drugs = _read("cbp-drugs", "nationwide-drugs-fy23-fy26-dec.csv")
    assert drugs.total("pounds", fiscal_year=2023, drug="fentanyl") == pytest.approx(
        27_022.9, abs=0.05
    )
    earlier = _read("cbp-drugs", "nationwide-drugs-fy19-fy22.csv")
    assert earlier.total("pounds", fiscal_year=2021, drug="fentanyl") == pytest.approx(
        11_201, abs=0.5
    )


@pytest.mark.parametrize("years", ["fy19-fy22", "fy23-fy26-dec"])
def test_amo_seizures_are_read(years: str) -> None:
    """Every row of the AMO files is read, and only AMO is in them."""
    table = _read("cbp-drugs-amo", f"amo-drug-seizures-{years}.csv")
    assert set(table.column("component")) == {"AMO"}
    assert len(table.rows) == {"fy19-fy22": 1772, "fy23-fy26-dec": 1292}[years]


def test_vsrr_release_of_2019() -> None:
    """The release of early 2019 has 70,699 or nearly as many deaths for 2017."""
    table = _read("cdc-vsrr", "VSRR_Provisional_Drug_Overdose_Death_Counts.csv")
    deaths = table.total(
        "reported",
        state="US",
        month="2017-12",
        indicator="Number of Drug Overdose Deaths",
    )
    assert deaths == pytest.approx(70_699, rel=0.005)


def test_ice_detention_of_two_years() -> None:
    """Book-ins, removals, population and stay are as ICE states them."""
    one = _read("ice-detention", "FY19-detentionstats.xlsx")
    two = _read("ice-detention", "FY20-detentionstats.xlsx")
    assert one.total("value", measure="removals") == 267_258
    assert two.total("value", measure="removals") == 185_884
    assert one.total(
        "value", measure="book_ins", month=None, arresting_agency="ALL"
    ) == (510_854)
    mean = "average_daily_population"
    year = {"month": None, "arresting_agency": "ALL"}
    assert round(one.total("value", measure=mean, **year)) == 50_165
    assert round(two.total("value", measure=mean, **year)) == 33_724


OHSS = "*ohss_immigration-enforcement*.xlsx"


def test_ohss_removals_and_repatriations() -> None:
    """ICE removals of FY2023 are 142,580, repatriations 1,200,140, but for rounding."""
    removals = _read("ohss-monthly:ice-removals", OHSS)
    year = removals.total("people", fiscal_year=2023, arresting_agency="Total")
    assert year == pytest.approx(142_580, abs=65)
    returns = _read("ohss-monthly:repatriations", OHSS)
    year = returns.total("people", fiscal_year=2023, type="Total Repatriations")
    assert year == pytest.approx(1_200_140, abs=65)
    expelled = returns.total("people", fiscal_year=2023, type="Title 42 Expulsions")
    assert expelled == pytest.approx(579_080, abs=65)


def test_ohss_book_outs_tell_of_their_own_gap() -> None:
    """The workbook's returns to Mexico of FY2019 hold people whom no month shows."""
    table = _read("ohss-monthly:book-outs", OHSS)
    assert any("44250, its months add up to 44100" in note for note in table.notes)


def test_ohss_southwest_encounters_match_cbp(southwest: Table) -> None:
    """Rounded to ten, OHSS has what CBP has for the Border Patrol in FY2023."""
    table = _read("ohss-encounters:sector", "KHSM*.xlsx")
    year = table.total("encounters", fiscal_year=2023, region="Southwest")
    cbp = southwest.total("encounters", fiscal_year=2023, component="USBP")
    assert year == pytest.approx(cbp, abs=5 * 9 * 12)
