"""What the sections on weighing share: the exhibit, read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from steelyard.tell.material import Material
from steelyard.tell.show import amount, is_money, rounded, span, unit_words
from steelyard.weigh.examine.examination import Examination


@dataclass(frozen=True)
class Weighed:
    """The examination of a run.

    Attributes
    ----------
    found
        The examination.
    front
        Measures shown up front.
    sample
        Course: measure: values in the first futures.
    """

    found: Examination
    front: tuple[str, ...]
    sample: dict[str, dict[str, list[float]]]

    @property
    def courses(self) -> tuple[str, ...]:
        """Courses in the order of the run."""
        return tuple(self.sample)

    def title(self, measure: str) -> str:
        """Return a measure's title."""
        return self.found.measures[measure].title

    def unit(self, measure: str) -> str:
        """Return a measure's unit."""
        return self.found.measures[measure].unit

    def plain(self, measure: str, value: float) -> str:
        """Write a value without its unit, where a column names it; money with it."""
        unit = self.unit(measure)
        return amount(rounded(value), unit if is_money(unit) else "")

    def text(self, measure: str, value: float) -> str:
        """Write a value of a measure to three figures, shares as they are."""
        return amount(rounded(value), self.unit(measure))

    def band(self, measure: str, low: float, high: float) -> str:
        """Write a band of a measure."""
        unit = self.unit(measure)
        return span(rounded(low), rounded(high), unit if is_money(unit) else "")

    def head(self, measure: str) -> str:
        """Return the unit in words, for the head of a column."""
        unit = self.unit(measure)
        if is_money(unit) or unit_words(unit):
            return unit if is_money(unit) else unit_words(unit)
        most = max((level.high for level in self.levels(measure).values()), default=0.0)
        return "share" if most <= 1 else "ratio"

    def better(self, measure: str) -> str:
        """Tell which way is better."""
        way = self.found.measures[measure].direction
        return {"less_is_better": "less is better", "more_is_better": "more is better"}[
            way
        ]

    def levels(self, measure: str) -> dict[str, Any]:
        """Return course: level, those without a result left out."""
        return {
            course: row[measure]
            for course, row in self.found.levels.items()
            if measure in row
        }


def tight(text: str) -> str:
    """Write percentages as everywhere on the page: `46%`, not `46 %`."""
    return text.replace(" %", "%")


def weighed(m: Material) -> Weighed | None:
    """Read the exhibit; None if the run has none or nothing can be compared."""
    data = m.exhibit("weigh")
    if not data or not data["front"]:
        return None
    return Weighed(
        Examination.model_validate(data["examination"]),
        tuple(data["front"]),
        data["sample"],
    )
