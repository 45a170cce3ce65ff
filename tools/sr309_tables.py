"""Build the importer-made tables of the SR309 casebook from official files.

Usage: python tools/sr309_tables.py FOLDER OUT

FOLDER holds the agencies' files under the names they are published with. OUT
gets tidy tables only, none of the files. Everything is read before anything
is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from steelyard.casebook.importers import Column, Table, import_file, write_csv
from steelyard.casebook.importers.table import Row, join
from steelyard.casebook.problems import CasebookError, Mark, Problem

STATE = "*nationwide-encounters-*-state.csv"
SOUTHWEST = "sbo-encounters-*.csv"
DRUGS = "nationwide-drugs-*.csv"
AMO = "amo-drug-seizures-*.csv"
VSRR = "VSRR_*.csv"
ICE = "*detentionstats.xlsx"
KHSM = "KHSM*.xlsx"
OHSS = "*ohss_immigration-enforcement*.xlsx"

OVERDOSE = {
    "Number of Drug Overdose Deaths": "all_drugs",
    "Synthetic opioids, excl. methadone (T40.4)": "synthetic_opioids",
}


def read(folder: Path, pattern: str, kind: str) -> Table:
    """Read every file of a pattern into one table.

    Raises
    ------
    CasebookError
        If there is no such file, or one cannot be read.
    """
    paths = sorted(folder.glob(pattern))
    if not paths:
        mend = "give the folder with the agencies' files"
        problem = Problem(Mark(folder.as_posix()), f"no file '{pattern}'", mend)
        raise CasebookError([problem])
    return join(kind, [import_file(kind, path) for path in paths])


def encounters(folder: Path) -> dict[str, Table]:
    """Make the tables of CBP encounters."""
    state = read(folder, STATE, "cbp-encounters-state")
    southwest = read(folder, SOUTHWEST, "cbp-encounters-southwest")
    by = ["fiscal_year", "month"]
    group = ["demographic", "title_of_authority"]
    count = ["encounters"]
    return {
        "encounters_annual": annual(state, southwest),
        "encounters_nationwide": state.group([*by, "region", *group], count),
        "encounters_state": state.group(["fiscal_year", "region", "state"], count),
        "encounters_citizenship": state.group(
            ["fiscal_year", "region", "citizenship"], count
        ),
        "encounters_southwest": southwest.group([*by, "component", *group], count),
        "encounters_southwest_citizenship": southwest.group(
            [*by, "component", "citizenship"], count
        ),
    }


def annual(state: Table, southwest: Table) -> Table:
    """Make fiscal-year totals by region and component, with the months covered.

    The state file tells regions apart but not components, the Southwest file
    components: where both have a Southwest year they must agree.

    Raises
    ------
    CasebookError
        If they do not.
    """
    sums: dict[tuple[int, str, str], int] = {}
    months: dict[tuple[int, str, str], set[str]] = {}
    for year, month, region, *_, count in state.rows:
        for name in (str(region), "All"):
            _add(sums, months, (int(str(year)), name, "All"), str(month), count)
    both: dict[tuple[int, str, str], int] = {}
    for year, month, component, *_, count in southwest.rows:
        key = (int(str(year)), "Southwest", str(component))
        _add(sums, months, key, str(month), count)
        _add(both, months, (key[0], "Southwest", "All"), str(month), count)
    for key, count in both.items():
        if sums.setdefault(key, count) != count:
            what = f"Southwest FY{key[0]}: {sums[key]} by state, {count} by component"
            raise CasebookError([Problem(Mark("encounters_annual"), what)])
    columns = (
        southwest.columns[0],
        Column("region", "string", "All (nationwide), Southwest, Northern or Other"),
        Column("component", "string", "All, USBP or OFO"),
        southwest.columns[-1],
        Column("months", "integer", "months covered; 12 is a whole year", "month"),
    )
    rows = tuple((*key, sums[key], len(months[key])) for key in sorted(sums))
    return Table("encounters_annual", columns, rows, southwest.notes)


def _add(
    sums: dict[tuple[int, str, str], int],
    months: dict[tuple[int, str, str], set[str]],
    key: tuple[int, str, str],
    month: str,
    count: object,
) -> None:
    sums[key] = sums.get(key, 0) + int(str(count))
    months.setdefault(key, set()).add(month)


def seizures(folder: Path) -> dict[str, Table]:
    """Make the tables of CBP drug seizures; AMO stays apart."""
    drugs = read(folder, DRUGS, "cbp-drugs")
    amo = read(folder, AMO, "cbp-drugs-amo")
    keys = ["fiscal_year", "month", "component", "region", "drug"]
    sums = ["events", "pounds"]
    area = ["fiscal_year", "component", "region", "area", "drug"]
    return {
        "drug_seizures": drugs.group(keys, sums),
        "drug_seizures_area": drugs.group(area, sums),
        "drug_seizures_amo": amo.group(keys, sums),
    }


def overdose(folder: Path) -> Table:
    """Make the national table of overdose deaths, 12 months ending.

    Of several releases, the one that reaches furthest is taken for each month
    and drug that it has; `release_to` says to which month it reaches.
    """
    parts = [import_file("cdc-vsrr", path) for path in sorted(folder.glob(VSRR))]
    best: dict[tuple[str, str], Row] = {}
    for part in sorted(parts, key=lambda t: max(map(str, t.column("month")))):
        reach = max(map(str, part.column("month")))
        for month, state, indicator, reported, predicted, *_ in part.rows:
            drug = OVERDOSE.get(str(indicator))
            if state == "US" and drug and reported is not None:
                key = (str(month), drug)
                best[key] = (*key, reported, predicted, reach)
    columns = (
        Column("month", "yearmonth", "last of the 12 months"),
        Column("drug", "string", "all_drugs or synthetic_opioids (T40.4)"),
        Column("reported", "integer", "deaths as reported", "death"),
        Column("predicted", "integer", "adjusted for incomplete reports", "death"),
        Column("release_to", "yearmonth", "last month of the release used"),
    )
    return Table("overdose_12_months", columns, tuple(best[k] for k in sorted(best)))


def border_patrol(folder: Path) -> dict[str, Table]:
    """Make the tables of Border Patrol encounters since FY2000."""
    sector = read(folder, KHSM, "ohss-encounters:sector")
    family = read(folder, KHSM, "ohss-encounters:family-status")
    nations = read(folder, KHSM, "ohss-encounters:citizenship-year")
    southwest = nations.keep(region="Southwest")
    return {
        "usbp_sector_month": sector,
        "usbp_family_month": family,
        "usbp_southwest_citizenship": southwest.group(
            ["fiscal_year", "citizenship"], ["encounters"]
        ),
    }


MONTHLY = {
    "ohss_encounters_region": "encounters-region",
    "ohss_encounters_area": "encounters-area",
    "ohss_cbp_one": "cbp-one",
    "ohss_book_outs": "book-outs",
    "ohss_ice_book_ins": "ice-book-ins",
    "ohss_ice_removals": "ice-removals",
    "ohss_ice_removals_citizenship": "ice-removals-citizenship",
    "ohss_repatriations": "repatriations",
    "ohss_credible_fear": "credible-fear",
}
"""Our table by part of the OHSS monthly workbook."""


def ohss(folder: Path) -> dict[str, Table]:
    """Make the tables of the OHSS monthly workbook."""
    return {
        name: read(folder, OHSS, f"ohss-monthly:{part}")
        for name, part in MONTHLY.items()
    }


def build(folder: Path) -> dict[str, Table]:
    """Make all tables, none written yet."""
    steps: list[Callable[[Path], dict[str, Table]]] = [
        encounters,
        seizures,
        border_patrol,
        ohss,
        lambda at: {"ice_detention_workbooks": read(at, ICE, "ice-detention")},
        lambda at: {"overdose_12_months": overdose(at)},
    ]
    tables: dict[str, Table] = {}
    for step in steps:
        tables |= step(folder)
    return {name: replace(table, name=name) for name, table in tables.items()}


def main(arguments: list[str]) -> int:
    """Run from the command line; 0 when done, 2 on bad input."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, out = map(Path, arguments)
    try:
        tables = build(folder)
        for name, table in tables.items():
            write_csv(table, out / f"{name}.csv")
    except CasebookError as error:
        print(error, file=sys.stderr)
        return 2
    for name, table in tables.items():
        print(f"{name}: {len(table.rows)} rows")
        for note in table.notes:
            print(f"  {note}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
