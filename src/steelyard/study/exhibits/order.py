"""What an exhibit is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from steelyard.casebook.model import Casebook
from steelyard.study.kit import Kit, read_kit


@dataclass(frozen=True)
class Order:
    """A run, as far as its exhibits need to know it.

    Attributes
    ----------
    casebook
        The casebook.
    courses
        Ids, in the order of the casebook.
    futures, seed
        Of the run. An exhibit may take fewer, and then says how many.
    taken
        Readings of the law taken as given, by proposition.
    """

    casebook: Casebook
    courses: tuple[str, ...]
    futures: int
    seed: int
    taken: Mapping[str, str]

    @cached_property
    def kit(self) -> Kit:
        """The casebook made ready, once for all exhibits.

        Raises
        ------
        CasebookError
            If a record cannot be used.
        """
        return read_kit(self.casebook, self.taken)
