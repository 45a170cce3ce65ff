"""Problems found in a casebook, each with its place and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what would be right."""

    mark: Mark
    message: str
    mend: str = ""

    def __str__(self) -> str:
        tail = f"; {self.mend}" if self.mend else ""
        return f"{self.mark}: {self.message}{tail}"


class CasebookError(Exception):
    """A casebook that cannot be used, with every problem found in one pass."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name is nearest to `name`, or list a few of them."""
    names = sorted({str(k) for k in known})
    guess = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if guess:
        return f"did you mean '{guess[0]}'?"
    if not names:
        return "none is defined"
    shown = ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")
    return f"known: {shown}"


def relative_name(path: Path, root: Path) -> str:
    """Name a file as its reader would: relative to the casebook's folder."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
