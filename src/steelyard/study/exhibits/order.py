"""What an exhibit is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.casebook.model import Casebook


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
