"""`measures.yaml`: what courses are compared on, and what readers said of weights."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import model_validator

from steelyard.casebook.quantity import Id, Record

Row: TypeAlias = Literal[
    "cost", "appropriateness", "readiness", "risk", "legality", "lethality", "effect"
]
"""A row of the card: DoDD 3025.18's six criteria (CARRLL), and effect."""

Span: TypeAlias = tuple[float, float]
"""Lowest and highest."""


class Measure(Record):
    """An outcome with a direction."""

    id: Id
    row: Row
    title: str
    unit: str
    direction: Literal["less_is_better", "more_is_better", "neither"]
    model: str
    """Name of the result that gives it, e.g. `money.total`."""
    threshold: Id | None = None
    """Quantity: level that satisfies. Its own phrase, basis and source say whose."""
    threshold_says: str = ""
    """Where the threshold comes from (the proposal's aim, a statute, present practice),
    or why there is none."""
    swing: Span | None = None
    """Levels, worst and best, between which a weight counts: fixed before results."""
    swing_says: str = ""
    """Where the range of the weight comes from; needed with a swing."""
    within: Id | None = None
    """Measure of which this is a part or a cause: it is shown, and not weighed too."""
    says: str = ""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _swings_the_right_way(self) -> Measure:
        if self.swing is not None:
            worst, best = self.swing
            rises = self.direction == "more_is_better"
            if self.direction == "neither" or worst == best or (best > worst) != rises:
                raise ValueError(
                    f"swing must run from worst to best, and {self.direction} is "
                    f"the direction; got {worst:g} to {best:g}"
                )
            if not self.swing_says:
                raise ValueError("a swing needs swing_says: where its range comes from")
        if self.threshold is not None and self.direction == "neither":
            raise ValueError("a measure with no better and no worse has no threshold")
        return self


class Stakeholder(Record):
    """What somebody said of weights: an order of steps, points, or bounds.

    A weight is asked for by the step from the worst to the best level of a measure's
    swing, never in the abstract. Nothing needs to be said of every measure.
    """

    id: Id
    title: str
    """Who, by role."""
    order: tuple[tuple[Id, ...], ...] = ()
    """Groups of measures, from the step that matters most to the one that matters
    least; none within a group is put before another."""
    points: dict[Id, Span] = {}
    """Lowest and highest worth of a step where the one that matters most counts 100;
    one of them must be [100, 100]."""
    bounds: dict[Id, Span] = {}
    """Lowest and highest weight, within 0 and 1; all weights add up to 1."""
    says: str = ""
    """Reasons, in their words."""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _sane(self) -> Stakeholder:
        named = [m for group in self.order for m in group]
        twice = sorted({m for m in named if named.count(m) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands twice in the order")
        for what, held, most in (
            ("points", self.points, 100.0),
            ("bounds", self.bounds, 1.0),
        ):
            for measure, (low, high) in held.items():
                if not 0 <= low <= high <= most:
                    raise ValueError(
                        f"{what} of {measure} must rise within 0 and {most:g}, "
                        f"got [{low:g}, {high:g}]"
                    )
        if self.points and (100.0, 100.0) not in self.points.values():
            raise ValueError(
                "one step must count [100, 100]: the one that matters most"
            )
        if sum(low for low, _ in self.bounds.values()) > 1:
            raise ValueError("lowest weights add up to more than 1")
        return self


class MeasuresFile(Record):
    """A file of measures, of what readers said of weights, or of both."""

    measures: tuple[Measure, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> MeasuresFile:
        if not (self.measures or self.stakeholders):
            raise ValueError("give measures or stakeholders")
        return self
