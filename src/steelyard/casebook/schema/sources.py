"""`sources.yaml`: where statements and numbers come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from steelyard.casebook.quantity import Id, Record


class Source(Record):
    """One source."""

    title: str
    author: str = ""
    publisher: str = ""
    date: str | None = None
    """Date of publication, as precise as it is known."""
    kind: Literal[
        "proposal",
        "statute",
        "case",
        "official_data",
        "official_report",
        "press",
        "scholarship",
        "advocacy",
        "report",
        "planning",
        "memory",
        "other",
    ]
    """`memory` marks what was written down without looking it up."""
    licence: str = ""
    url: str = ""
    accessed: str = ""
    note: str = ""
    """E.g. that the official figure was read on a secondary page."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Checksum of a kept copy."""


class SourcesFile(Record):
    """A file of sources."""

    sources: dict[Id, Source]
