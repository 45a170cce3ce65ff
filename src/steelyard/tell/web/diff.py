"""What a change does to the files, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from steelyard.casebook.edits import Edit, apply
from steelyard.casebook.model import Casebook
from steelyard.casebook.yamlfile import read_text


@dataclass(frozen=True)
class Line:
    """A line of a difference: `+`, `-`, or a space where it stays."""

    sign: str
    number: int
    """In the old file for `-` and a space, in the new one for `+`."""
    text: str


@dataclass(frozen=True)
class FileDiff:
    """The places of one file that differ; each is a run of lines."""

    name: str
    places: tuple[tuple[Line, ...], ...]


def changed_texts(casebook: Casebook, edits: Sequence[Edit]) -> dict[str, str]:
    """Return the new text of each file that edits change.

    Raises
    ------
    CasebookError
        If a value has no place.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    return {
        name: apply(read_text(casebook.root / name, name), of_file, name)
        for name, of_file in by_file.items()
    }


def differences(casebook: Casebook, texts: Mapping[str, str]) -> list[FileDiff]:
    """Return how new texts differ from the casebook's files."""
    found = []
    for name, text in texts.items():
        old = read_text(casebook.root / name, name)
        places = tuple(_places(old.splitlines(), text.splitlines()))
        if places:
            found.append(FileDiff(name, places))
    return found


def _places(old: list[str], new: list[str]) -> Iterator[tuple[Line, ...]]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(2):
        lines: list[Line] = []
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += [Line(" ", i + 1, old[i]) for i in range(a, b)]
            else:
                lines += [Line("-", i + 1, old[i]) for i in range(a, b)]
                lines += [Line("+", i + 1, new[i]) for i in range(c, d)]
        yield tuple(lines)
