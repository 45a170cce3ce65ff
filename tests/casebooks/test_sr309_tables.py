"""The data tables that SR309 ships with."""

from __future__ import annotations

import csv
import json
import os
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.aggregates import looks_personal
from steelyard.casebook.yamlfile import load_yaml

HOME = Path(str(resources.files("steelyard"))) / "casebooks" / "sr309"
PACKAGE: dict[str, Any] = json.loads((HOME / "datapackage.json").read_text("utf-8"))
# Tables called claim_... are typed for single claims and tested with them.
TABLES: list[dict[str, Any]] = [
    table for table in PACKAGE["resources"] if not table["name"].startswith("claim_")
]
NAMES = [table["name"] for table in TABLES]


def _rows(name: str) -> list[dict[str, str]]:
    with (HOME / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sum(name: str, column: str, **wanted: str) -> float:
    return sum(
        float(row[column])
        for row in _rows(name)
        if row[column] and all(row[k] == v for k, v in wanted.items())
    )


@pytest.mark.slow
def test_a_standard_validator_accepts_the_package() -> None:
    """The descriptor is a valid Data Package, and every table fits its schema."""
    import frictionless

    report = frictionless.validate(str(HOME / "datapackage.json"), type="package")
    assert report.flatten(["title", "rowNumber", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(PACKAGE["resources"])


def test_every_file_is_described_and_every_table_there() -> None:
    """No table without a description, no description without a table."""
    files = {path.name for path in (HOME / "data").glob("*.csv")}
    files = {name for name in files if not name.startswith("claim_")}
    assert files == {Path(table["path"]).name for table in TABLES}
    assert sum(p.stat().st_size for p in (HOME / "data").glob("*")) < 2_500_000


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_tables_are_plain(table: dict[str, Any]) -> None:
    """UTF-8 without mark, LF, a heading as described, nothing personal."""
    raw = (HOME / table["path"]).read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    heading = raw.decode("utf-8").split("\n", 1)[0].split(",")
    assert heading == [field["name"] for field in table["schema"]["fields"]]
    assert all(field["description"] for field in table["schema"]["fields"])
    assert not any(looks_personal(name) for name in heading)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_column_names_need_no_quoting_in_sql(table: dict[str, Any]) -> None:
    """Each column can be named in a query as it is."""
    import duckdb

    names = [field["name"] for field in table["schema"]["fields"]]
    made = ", ".join(f'NULL AS "{name}"' for name in names)
    query = f"SELECT {', '.join(names)} FROM (SELECT {made})"
    with duckdb.connect() as connection:
        assert len(connection.sql(query).columns) == len(names)


def test_sources_are_known_and_used() -> None:
    """Every id of the descriptor and of every source column is a source, and back."""
    ours = set(load_yaml(HOME / "sources-data.yaml").data["sources"])
    named = {i for table in TABLES for i in table["steelyard"]["sources"]}
    held = {p: load_yaml(p).data["sources"] for p in HOME.glob("sources-*.yaml")}
    assert named <= {i for sources in held.values() for i in sources}
    assert ours <= named
    for table in TABLES:
        fields = [field["name"] for field in table["schema"]["fields"]]
        if "source" in fields:
            rows = _rows(table["name"])
            cited = {i for row in rows for i in row["source"].split(";")}
            assert cited <= set(table["steelyard"]["sources"])


def test_what_is_from_memory_says_so() -> None:
    """A row whose only source is memory is never called found."""
    for table in TABLES:
        fields = [field["name"] for field in table["schema"]["fields"]]
        if "confidence" in fields:
            for row in _rows(table["name"]):
                if row["source"] == "memory":
                    assert row["confidence"] in {"memory", "derived"}, row


@pytest.mark.parametrize(
    ("year", "region", "count"),
    [
        ("2020", "Southwest", 458_088),
        ("2021", "Southwest", 1_734_686),
        ("2022", "Southwest", 2_378_944),
        ("2023", "Southwest", 2_475_669),
        ("2024", "Southwest", 2_135_005),
        ("2023", "All", 3_201_144),
    ],
)
def test_encounters_as_published(year: str, region: str, count: int) -> None:
    """Fiscal-year totals are CBP's own."""
    have = _sum(
        "encounters_annual",
        "encounters",
        fiscal_year=year,
        region=region,
        component="All",
    )
    assert have == count


def test_monthly_tables_make_their_years() -> None:
    """Months of the retyped CBP table make the yearly tables of the other PDFs."""
    for year in ("2000", "2010", "2019"):
        assert _sum("usbp_sector_month_cbp", "encounters", fiscal_year=year) == _sum(
            "usbp_apprehensions_nationwide", "apprehensions", fiscal_year=year
        )
    assert _sum(
        "usbp_sector_month_cbp", "encounters", fiscal_year="2019", sector="Tucson"
    ) == _sum(
        "usbp_apprehensions_sector", "apprehensions", fiscal_year="2019", area="Tucson"
    )


def test_known_figures() -> None:
    """Fentanyl of FY2023, overdose deaths of 2021 to 2023, Southwest agents of FY2019."""
    fentanyl = _sum("drug_seizures", "pounds", fiscal_year="2023", drug="fentanyl")
    assert fentanyl == pytest.approx(27_022.9, abs=0.05)
    months = ("2021-12", "2022-12", "2023-12")
    deaths = [
        sum(
            _sum("overdose_12_months", column, month=m, drug="all_drugs")
            for m in months
        )
        for column in ("reported", "predicted")
    ]
    assert deaths == [323_867, 328_591]
    agents = _sum("usbp_staffing", "agents", fiscal_year="2019", area="Southwest")
    assert agents == 16_731


def test_workbooks_and_history_agree() -> None:
    """Monthly detention from the two workbooks is that of the longer table."""
    longer = {
        (r["month"], r["measure"], r["breakdown"]): float(r["value"])
        for r in _rows("ice_detention_monthly")
    }
    monthly = [r for r in _rows("ice_detention_workbooks") if r["month"]]
    assert len(monthly) == 2 * 12 * 9
    for row in monthly:
        key = (row["month"], row["measure"], row["arresting_agency"])
        assert longer[key] == pytest.approx(float(row["value"]), abs=0.006)


@pytest.mark.official
@pytest.mark.skipif(
    "STEELYARD_OFFICIAL" not in os.environ, reason="no folder of official files"
)
def test_tables_are_what_the_importers_make() -> None:
    """The shipped tables are, byte for byte, made from the agencies' files."""
    tools = Path(__file__).parents[2] / "tools"
    sys.path.insert(0, str(tools))
    try:
        import sr309_tables
    finally:
        sys.path.remove(str(tools))
    made = sr309_tables.build(Path(os.environ["STEELYARD_OFFICIAL"]))
    releases = made.pop("overdose_12_months")
    for name, table in made.items():
        shipped = (HOME / "data" / f"{name}.csv").read_text("utf-8")
        assert table.csv() == shipped, name
    # The shipped overdose table also holds a later release; the rest is this one.
    rows = {(r["month"], r["drug"]): r for r in _rows("overdose_12_months")}
    for month, drug, reported, predicted, reach in releases.rows:
        row = rows[str(month), str(drug)]
        if row["release_to"] == reach:
            assert (int(row["reported"]), int(row["predicted"])) == (
                reported,
                predicted,
            )
