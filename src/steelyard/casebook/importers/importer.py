"""What every importer is: a kind, what it takes, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from steelyard.casebook.importers.csvfile import CsvFile, Header, Record, open_csv
from steelyard.casebook.importers.findings import Findings
from steelyard.casebook.importers.table import Column, Row, Table


@dataclass(frozen=True)
class Importer:
    """One kind of official file and how to read it."""

    kind: str
    """Name of the kind, as given on the command line."""
    says: str
    """What file it takes, in a phrase."""
    read: Callable[[Path], Table]
    """Reads the file; raises CasebookError."""
    header: Header | None = None
    """Headings of a CSV file; None for a workbook."""
    sheets: tuple[str, ...] = ()
    """Sheets of a workbook by which it is known, or how their names begin."""

    def likeness(self, headings: list[str], sheets: frozenset[str]) -> float:
        """Return the share of what this kind needs that a file has."""
        if self.header is not None:
            return self.header.likeness(headings)
        found = [any(s.startswith(want) for s in sheets) for want in self.sheets]
        return sum(found) / len(found) if found else 0.0


def csv_of_kind(path: Path, header: Header, kind: str) -> CsvFile:
    """Open a CSV file and make sure that it is of the kind.

    Raises
    ------
    CasebookError
        If headings are missing or a column looks like a personal identifier.
    """
    file = open_csv(path)
    file.check_private(header)
    have = {header.name(h) for h in file.headings}
    missing = [f"'{h}'" for h, name in header.needed.items() if name not in have]
    if missing:
        message = f"no column {', '.join(missing)}, so not a '{kind}' file"
        mend = "the heading line must be the agency's own"
        file.findings.wrong_kind(message, mend)
    return file


@dataclass(frozen=True)
class Field:
    """One field of a record being read, with the place to blame."""

    findings: Findings
    record: Record
    name: str

    @property
    def text(self) -> str:
        """What stands there."""
        return self.record.values.get(self.name, "")

    def fail(self, message: str, mend: str = "") -> None:
        """Note that the field is wrong."""
        column = self.record.where.get(self.name, 1)
        self.findings.add(self.record.line, column, message, mend)

    def one_of(self, known: Mapping[str, str], what: str) -> str:
        """Return our name for a listed one; an unlisted one is noted."""
        value = known.get(" ".join(self.text.split()).lower())
        if value is None:
            column = self.record.where.get(self.name, 1)
            self.findings.unknown(self.record.line, column, what, self.text, known)
        return value or ""


def finish(
    name: str,
    columns: tuple[Column, ...],
    rows: list[tuple[int, Row]],
    findings: Findings,
    keys: int,
    notes: list[str],
) -> Table:
    """Make a table of rows with their lines; a key that stands twice is wrong.

    Raises
    ------
    CasebookError
        With everything noted so far, duplicates included.
    """
    first: dict[tuple[object, ...], int] = {}
    for line, row in rows:
        key = row[:keys]
        if key in first:
            message = f"the same {', '.join(c.name for c in columns[:keys])} again"
            mend = f"they stand on line {first[key]} already: keep one"
            findings.add(line, 1, message, mend)
        first.setdefault(key, line)
    if not rows and not findings.problems:
        findings.add(1, 1, "no rows", "the file has a heading line only")
    findings.raise_any()
    return Table(name, columns, tuple(row for _, row in rows), tuple(notes))
