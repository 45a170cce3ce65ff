"""Gather what is wrong with a file, in one pass, up to a readable number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest

_SHOWN = 20


class WrongKindError(CasebookError):
    """A file that is not of the kind it was given as."""


class Findings:
    """Problems of one file; `raise_any` raises them together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.more = 0

    def add(self, line: int, column: int, message: str, mend: str = "") -> None:
        """Note one problem; what comes after the first twenty is only counted."""
        if len(self.problems) < _SHOWN:
            self.problems.append(Problem(Mark(self.file, line, column), message, mend))
        else:
            self.more += 1

    def unknown(
        self, line: int, column: int, what: str, value: str, known: Iterable[str]
    ) -> None:
        """Note a name that is not in the list."""
        message = f"unknown {what} '{value}'"
        self.add(line, column, message, nearest(value.lower(), known))

    def stop(self, line: int, column: int, message: str, mend: str = "") -> NoReturn:
        """Note one problem and raise."""
        self.add(line, column, message, mend)
        raise CasebookError(self.problems)

    def wrong_kind(self, message: str, mend: str = "") -> NoReturn:
        """Raise that the file is of another kind."""
        raise WrongKindError([Problem(Mark(self.file), message, mend)])

    def raise_any(self) -> None:
        """Raise what was found, if anything was.

        Raises
        ------
        CasebookError
            With every problem noted.
        """
        if not self.problems:
            return
        if self.more:
            last = self.problems[-1].mark
            self.problems.append(
                Problem(Mark(self.file, last.line + 1), f"{self.more} more like these")
            )
        raise CasebookError(self.problems)
