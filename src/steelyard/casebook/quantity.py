"""Quantities: numbers with unit, range or distribution, basis and source."""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Record(BaseModel):
    """Base of every record in a casebook: frozen, and no unknown key passes."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        defer_build=True,  # most commands use few of the records
    )


Id: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
"""A name by which other records refer to this one."""

Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""An ISO date, e.g. 2025-01-31."""

Basis: TypeAlias = Literal["measured", "planning_factor", "elicited", "assumed"]
"""What a number rests on, from strongest to weakest."""

BASES: tuple[Basis, ...] = ("measured", "planning_factor", "elicited", "assumed")


class Uniform(Record):
    """Equal density between two values."""

    kind: Literal["uniform"]
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Uniform:
        if not self.low < self.high:
            raise ValueError(f"low ({self.low:g}) must be below high ({self.high:g})")
        return self


class Triangular(Record):
    """Rises from low to the mode, falls to high."""

    kind: Literal["triangular"]
    low: float
    mode: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Triangular:
        if not (self.low <= self.mode <= self.high and self.low < self.high):
            raise ValueError("low <= mode <= high must hold, with low < high")
        return self


class Normal(Record):
    """Normal with mean and standard deviation, cut off where bounds are given."""

    kind: Literal["normal"]
    mean: float
    sd: Annotated[float, Field(gt=0)]
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Normal:
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        if not low < high:
            raise ValueError("low must be below high")
        return self


class Lognormal(Record):
    """Lognormal given by its median and the factor to its 90th percentile."""

    kind: Literal["lognormal"]
    median: Annotated[float, Field(gt=0)]
    p90: Annotated[float, Field(gt=0)]

    @model_validator(mode="after")
    def _ordered(self) -> Lognormal:
        if not self.median < self.p90:
            raise ValueError("median must be below p90")
        return self


class Discrete(Record):
    """A few values with probabilities that add up to one."""

    kind: Literal["discrete"]
    values: Annotated[tuple[float, ...], Field(min_length=1)]
    weights: Annotated[tuple[float, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sums(self) -> Discrete:
        if len(self.values) != len(self.weights):
            raise ValueError("values and weights must be of the same length")
        if min(self.weights) < 0 or abs(sum(self.weights) - 1) > 1e-9:
            raise ValueError("weights must be at least 0 and add up to 1")
        return self


Distribution: TypeAlias = Annotated[
    Uniform | Triangular | Normal | Lognormal | Discrete, Field(discriminator="kind")
]


class Quantity(Record):
    """A number that a model uses, with all that a reader needs to doubt it."""

    value: float
    """Best single value, in `unit`."""
    unit: str
    """Unit, e.g. `USD/person/day`; `ratio` for a pure number."""
    price_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """Currency year of an amount of money; required for one, refused otherwise."""
    range: tuple[float, float] | None = None
    """Lowest and highest value, with no claim about what lies between (deep)."""
    distribution: Distribution | None = None
    """Probability distribution, where somebody can defend one."""
    basis: Basis
    """What the number rests on."""
    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Sources, by id."""
    says: str = ""
    """What it is, in a phrase that fits into a sentence."""
    note: str = ""
    """Caveats."""

    @model_validator(mode="after")
    def _consistent(self) -> Quantity:
        if self.range is not None and self.distribution is not None:
            raise ValueError("give a range or a distribution, not both")
        if self.range is not None:
            low, high = self.range
            if not low < high:
                raise ValueError(f"range must rise, got [{low:g}, {high:g}]")
            if not low <= self.value <= high:
                raise ValueError(
                    f"value {self.value:g} is outside its range [{low:g}, {high:g}]"
                )
        if self.basis == "assumed" and self.range is None and not self.distribution:
            raise ValueError("an assumed value needs a range or a distribution")
        return self

    @property
    def uncertain(self) -> bool:
        """Whether futures draw it."""
        return self.range is not None or self.distribution is not None

    @property
    def deep(self) -> bool:
        """Whether only a range is known, and no probability."""
        return self.range is not None
