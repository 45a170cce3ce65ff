"""Laws of durations: how long a service, a wait or a stay lasts."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Record
from steelyard.casebook.schema.network_values import Amount, Span


class Fixed(Record):
    """Always the same length."""

    kind: Literal["fixed"]
    mean: Span


class Exponential(Record):
    """Memoryless."""

    kind: Literal["exponential"]
    mean: Span


class Lognormal(Record):
    """Lognormal by mean and coefficient of variation."""

    kind: Literal["lognormal"]
    mean: Span
    cv: Amount
    """Standard deviation over mean."""


class Gamma(Record):
    """Gamma by mean and coefficient of variation."""

    kind: Literal["gamma"]
    mean: Span
    cv: Amount


class Phases(Record):
    """Phase-type: exponential phases, one after another by probability."""

    kind: Literal["phases"]
    start: Annotated[tuple[float, ...], Field(min_length=1)]
    """Probability of each phase to be the first."""
    means: tuple[Span, ...]
    """Mean length of each phase."""
    moves: tuple[tuple[float, ...], ...]
    """Row by row: probability of each next phase; what lacks to one is the end."""

    @model_validator(mode="after")
    def _square(self) -> Phases:
        n = len(self.start)
        if len(self.means) != n or len(self.moves) != n:
            raise ValueError("start, means and moves must have one entry per phase")
        if any(len(row) != n for row in self.moves):
            raise ValueError("moves must have one column per phase")
        if min(self.start) < 0 or abs(sum(self.start) - 1) > 1e-9:
            raise ValueError("start must be at least 0 and add up to 1")
        if any(min(row) < 0 or sum(row) > 1 + 1e-9 for row in self.moves):
            raise ValueError("rows of moves must be at least 0 and add up to 1 or less")
        self._ends()
        return self

    def _ends(self) -> None:
        ends = {i for i, row in enumerate(self.moves) if sum(row) < 1 - 1e-9}
        while True:
            more = {
                i
                for i, row in enumerate(self.moves)
                if i not in ends and any(row[j] > 0 for j in ends)
            }
            if not more:
                break
            ends |= more
        if len(ends) < len(self.moves):
            raise ValueError("some phases never end: let a row add up to less than 1")


class Empirical(Record):
    """Values that were seen, each as often as its weight says."""

    kind: Literal["empirical"]
    values: Annotated[tuple[Span, ...], Field(min_length=1)]
    weights: tuple[float, ...] = ()
    """One per value; equal if left out."""

    @model_validator(mode="after")
    def _weighed(self) -> Empirical:
        if self.weights and len(self.weights) != len(self.values):
            raise ValueError("weights and values must be of the same length")
        if self.weights and (min(self.weights) < 0 or sum(self.weights) <= 0):
            raise ValueError("weights must be at least 0, and one above 0")
        return self


class Quantiles(Record):
    """Values at given quantiles, straight lines between them."""

    kind: Literal["quantiles"]
    at: Annotated[tuple[float, ...], Field(min_length=2)]
    """Rising from 0 to 1."""
    values: tuple[Span, ...]

    @model_validator(mode="after")
    def _rising(self) -> Quantiles:
        if len(self.at) != len(self.values):
            raise ValueError("at and values must be of the same length")
        if self.at[0] != 0 or self.at[-1] != 1:
            raise ValueError("at must run from 0 to 1")
        if any(a >= b for a, b in zip(self.at, self.at[1:], strict=False)):
            raise ValueError("at must rise")
        return self


Law: TypeAlias = Annotated[
    Fixed | Exponential | Lognormal | Gamma | Phases | Empirical | Quantiles,
    Field(discriminator="kind"),
]
