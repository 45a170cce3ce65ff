"""Read an agency's CSV file strictly: every row, every place known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.casebook.importers.findings import Findings
from steelyard.casebook.importers.privacy import MEND, holds_personal, looks_personal

_MAX_BYTES = 256 * 2**20
_SAMPLE = 500


@dataclass(frozen=True)
class Header:
    """The headings a kind of file has: heading to our name for its column."""

    needed: Mapping[str, str]
    """Headings that must be there, in any order."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Headings that may be there."""

    def name(self, heading: str) -> str | None:
        """Return our name for a heading, None for one of another file."""
        known = {_plain(k): v for k, v in {**self.needed, **self.others}.items()}
        return known.get(_plain(heading))

    def likeness(self, headings: list[str]) -> float:
        """Return the share of needed headings that a file has."""
        seen = {_plain(h) for h in headings}
        return sum(_plain(h) in seen for h in self.needed) / len(self.needed)


@dataclass(frozen=True)
class Record:
    """One row of a file: its line and its fields under our names."""

    line: int
    values: dict[str, str]
    where: dict[str, int]
    """Column, counted from 1, at which each field starts."""


@dataclass
class CsvFile:
    """An open CSV file: headings read, records to come."""

    findings: Findings
    text: str
    headings: list[str]
    start: int
    """Line number of the heading line."""

    def records(self, header: Header) -> Iterator[Record]:
        """Yield the rows under our names, blank lines left out.

        Ragged rows are noted in `findings` and left out.
        """
        names = [header.name(h) for h in self.headings]
        lines = self.text.split("\n")
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        before = 0
        try:
            for row in reader:
                line, before = before + 1, reader.line_num
                if line <= self.start or not any(f.strip() for f in row):
                    continue
                if len(row) != len(names):
                    short = f"{len(row)} fields where the heading has {len(names)}"
                    mend = "a comma too few or too many, or a quote left open"
                    self.findings.add(line, 1, short, mend)
                    continue
                starts = _starts(lines[line - 1]) if line <= len(lines) else []
                pairs = [(n, i) for i, n in enumerate(names) if n is not None]
                yield Record(
                    line,
                    {n: row[i].strip() for n, i in pairs},
                    {n: starts[i] if i < len(starts) else 1 for n, i in pairs},
                )
        except csv.Error as error:
            self.findings.stop(before + 1, 1, f"not CSV ({error})", "mend the quoting")

    def check_private(self, header: Header) -> None:
        """Refuse columns that look like identifiers of persons or places of events.

        Raises
        ------
        CasebookError
            If there is one, with the name of the column.
        """
        spare = [i for i, h in enumerate(self.headings) if header.name(h) is None]
        starts = _starts(self.text.split("\n")[self.start - 1])
        for i in spare:
            if looks_personal(self.headings[i]):
                what = "looks like an identifier of a person or the place of an event"
                message = f"the column '{self.headings[i]}' {what}"
                self.findings.add(self.start, starts[i], message, MEND)
        lines = self.text.split("\n")[self.start : self.start + _SAMPLE]
        sample = [line.rstrip("\r").split(",") for line in lines]
        for i in spare:
            what = holds_personal(row[i].strip('" ') for row in sample if i < len(row))
            if what:
                message = f"the column '{self.headings[i]}' holds {what}"
                self.findings.add(self.start, starts[i], message, MEND)
        self.findings.raise_any()

    def unused(self, header: Header) -> list[str]:
        """Return headings that no importer of this kind reads."""
        return [h for h in self.headings if h and header.name(h) is None]


def open_csv(path: Path) -> CsvFile:
    """Read a CSV file's text and headings.

    Accepts a byte-order mark and CRLF or LF line ends.

    Raises
    ------
    CasebookError
        If the file cannot be read, is too large, empty, or not UTF-8 text.
    """
    findings = Findings(path.as_posix())
    text = _read(path, findings)
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if any(f.strip() for f in row):
                return CsvFile(findings, text, _headings(row, line, findings), line)
    except csv.Error as error:
        findings.stop(before + 1, 1, f"not CSV ({error})", "mend the quoting")
    return findings.stop(1, 1, "the file is empty", "a heading line is needed")


def _headings(row: list[str], line: int, findings: Findings) -> list[str]:
    headings = [" ".join(f.split()) for f in row]
    for name in sorted({h for h in headings if h and headings.count(h) > 1}):
        findings.add(line, 1, f"the column '{name}' stands twice", "keep one")
    findings.raise_any()
    return headings


def _read(path: Path, findings: Findings) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            findings.stop(1, 1, "larger than 256 MiB", "split the file")
        raw = path.read_bytes()
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        findings.stop(1, 1, f"cannot be read ({what})")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.stop(1, 1, "UTF-16, not UTF-8", "save the file as UTF-8")
    if raw.startswith(b"PK\x03\x04"):
        findings.wrong_kind("a workbook or archive, not CSV", "save it as CSV first")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings.stop(line, column, "not UTF-8", "save the file as UTF-8")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.stop(line, 1, "a NUL character", "this is not a text file")
    return text


def _plain(heading: str) -> str:
    return " ".join(heading.split()).lower()


def _starts(line: str) -> list[int]:
    """Return the columns, from 1, at which the fields of a line start."""
    starts, quoted = [1], False
    for at, sign in enumerate(line, 1):
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            starts.append(at + 1)
    return starts
