"""Fields of the form in which a casebook is changed, and what stands in them."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from steelyard.casebook.edits import Edit

_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Entry:
    """One field of the form.

    Attributes
    ----------
    name, label
        Name in the address, and what stands before it.
    now, given
        What the file says, and what the reader says.
    kind
        `number`, `scale`, `date`, `text`, `choice` or `tick`.
    unit, choices
        Unit of a number; what may be chosen, with its words.
    wrong
        What is wrong with what was given.
    new
        It begins a part that is added.
    of
        What a tick is about.
    """

    name: str
    label: str
    now: str
    given: str
    kind: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    wrong: str = ""
    new: bool = False
    of: str = ""

    @property
    def changed(self) -> bool:
        """Whether the reader says something else than the file."""
        return self.given.strip() != self.now


@dataclass
class Item:
    """A quantity, a course or a voice that is open for change."""

    kind: str
    id: str
    title: str
    hint: str
    entries: list[Entry] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    wrong: str = ""

    @property
    def bad(self) -> bool:
        """Whether anything in it is wrong."""
        return bool(self.wrong) or any(entry.wrong for entry in self.entries)


Given = Mapping[str, str]


def number(text: str) -> float:
    """Read a number as people write it.

    Raises
    ------
    ValueError
        If it is none.
    """
    text = text.strip()
    if _THOUSANDS.match(text):
        text = text.replace(",", "")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def plain(value: float) -> str:
    """Write a number with all its digits and no more."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)


def read_number(entry: Entry) -> tuple[Entry, float | None]:
    """Read a field that holds a number; say what is wrong with it."""
    if not entry.given.strip():
        return (with_(entry, wrong="write a number") if entry.now else entry), None
    try:
        return entry, number(entry.given)
    except ValueError:
        return with_(entry, wrong="write a number, e.g. 2500 or 0.5"), None


def day(name: str, label: str, now: str | None, given: Given) -> Entry:
    """Return a field that holds a day, or nothing."""
    entry = Entry(name, label, now or "", given.get(name, now or ""), "date")
    text = entry.given.strip()
    try:
        if text:
            datetime.date.fromisoformat(text if _DAY.match(text) else "x")
    except ValueError:
        return with_(entry, wrong="write a date as YYYY-MM-DD")
    return entry


def choice(
    name: str, label: str, now: str, given: Given, known: Sequence[str]
) -> Entry:
    """Return a field that holds one of some names."""
    choices = tuple((k, k.replace("_", " ")) for k in known)
    entry = Entry(name, label, now, given.get(name, now), "choice", choices=choices)
    return (
        entry if entry.given in known else with_(entry, wrong="choose one of the list")
    )


def text(name: str, label: str, now: str, given: Given) -> Entry:
    """Return a field that holds a line of text."""
    text = " ".join(given.get(name, now).split())
    return Entry(name, label, " ".join(now.split()), text[:2000], "text")


def with_(entry: Entry, **changes: object) -> Entry:
    """Return a field with something about it changed."""
    return replace(entry, **changes)  # type: ignore[arg-type]
