"""CDC NCHS provisional drug overdose death counts (VSRR, dataset xkb8-kh2a).

Counts run over the 12 months that end in the month named, for deaths in the
place whoever died there: values of neighbouring months overlap and must not
be added or subtracted as if they were monthly.
"""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.importers.cbp import attempt
from steelyard.casebook.importers.csvfile import Header
from steelyard.casebook.importers.fiscal import month_number
from steelyard.casebook.importers.importer import Field, Importer, csv_of_kind, finish
from steelyard.casebook.importers.names import STATES
from steelyard.casebook.importers.numbers import amount, count
from steelyard.casebook.importers.table import Cell, Column, Table

KIND = "cdc-vsrr"
HEADER = Header(
    {
        "State": "state",
        "Year": "year",
        "Month": "month",
        "Indicator": "indicator",
        "Data Value": "reported",
        "Predicted Value": "predicted",
    },
    {
        "Period": "period",
        "Percent Complete": "percent_complete",
        "Percent Pending Investigation": "percent_pending",
        "State Name": "state_name",
        "Footnote": "footnote",
        "Footnote Symbol": "footnote_symbol",
    },
)
COLUMNS = (
    Column("month", "yearmonth", "last of the 12 months counted"),
    Column("state", "string", "US, state, DC, or YC for New York City"),
    Column("indicator", "string", "drug or kind of count"),
    Column("reported", "number", "as reported so far; missing where withheld"),
    Column("predicted", "number", "adjusted for incomplete reports"),
    Column("percent_complete", "number", "of death records", "percent"),
    Column("percent_pending", "number", "under investigation", "percent"),
)
INDICATORS = {
    name.lower(): name
    for name in (
        "Cocaine (T40.5)",
        "Heroin (T40.1)",
        "Methadone (T40.3)",
        "Natural & semi-synthetic opioids (T40.2)",
        "Natural & semi-synthetic opioids, incl. methadone (T40.2, T40.3)",
        "Natural, semi-synthetic, & synthetic opioids, incl. methadone (T40.2-T40.4)",
        "Number of Deaths",
        "Number of Drug Overdose Deaths",
        "Opioids (T40.0-T40.4,T40.6)",
        "Percent with drugs specified",
        "Psychostimulants with abuse potential (T43.6)",
        "Synthetic opioids, excl. methadone (T40.4)",
    )
}
_PLACES = {p.lower(): p for p in (*STATES, "US", "YC")}
_PERIOD = {"12 month-ending": "12"}
_FIRST_YEAR, _LAST_YEAR = 1999, 2100


def read(path: Path) -> Table:
    """Read the file in any release's column order; blanks stay missing.

    Raises
    ------
    CasebookError
        With every problem found.
    """
    file = csv_of_kind(path, HEADER, KIND)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    withheld = 0
    for record in file.records(HEADER):

        def at(name: str, record: object = record) -> Field:
            return Field(file.findings, record, name)  # type: ignore[arg-type]

        year, number = attempt(at("year"), count), attempt(at("month"), month_number)
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            at("year").fail(f"'{year}' is not a year of this series")
        if "period" in record.values:
            at("period").one_of(_PERIOD, "period")
        reported = _value(at("reported"))
        withheld += reported is None
        rows.append(
            (
                record.line,
                (
                    f"{year or 0:04d}-{number or 0:02d}",
                    at("state").one_of(_PLACES, "state"),
                    at("indicator").one_of(INDICATORS, "indicator"),
                    reported,
                    _value(at("predicted")),
                    _share(at("percent_complete")),
                    _share(at("percent_pending")),
                ),
            )
        )
    notes = [f"{withheld} values are withheld and stay missing"] if withheld else []
    notes.append("values are for 12 months each: don't add neighbouring months")
    notes += [f"the column '{h}' is not used" for h in file.unused(HEADER)]
    return finish(KIND, COLUMNS, rows, file.findings, 3, notes)


def _value(field: Field) -> Cell:
    """Read ``4034``, ``"4,034"`` or a percentage; blank is withheld."""
    if not field.text:
        return None
    if "percent" in field.record.values.get("indicator", "").lower():
        return attempt(field, amount)
    if field.text.endswith(".0"):
        return attempt(field, amount)
    return attempt(field, lambda text: count(text, grouped=True))


def _share(field: Field) -> Cell:
    """Read a percentage; ``100+`` and the like are kept out as missing."""
    if not field.text or not field.text[-1].isdigit():
        return None
    value = attempt(field, amount)
    return None if value is None else round(value, 4)


IMPORTER = Importer(KIND, "CDC VSRR provisional drug overdose deaths", read, HEADER)
