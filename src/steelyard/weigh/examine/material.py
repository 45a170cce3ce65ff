"""What all parts of an examination work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.check_measures import not_weighed
from steelyard.casebook.model import Casebook
from steelyard.casebook.strings import strings
from steelyard.money.cost import course_quantities
from steelyard.stress.escalation.called import path_quantities
from steelyard.study.futures import REPLAY, Futures
from steelyard.weigh.examine.words import amount
from steelyard.weigh.outcomes import Outcomes, Scale

Array = NDArray[np.float64]

BASELINE = "nothing"


@dataclass(frozen=True)
class Material:
    """A run's outcomes with the inputs that made them.

    Attributes
    ----------
    casebook
        The casebook.
    outcomes
        Courses by futures by measures.
    names, inputs
        Uncertain quantities, and their values in their own units, (futures, names);
        the replay as its start's position in the record, 0 to 1.
    """

    casebook: Casebook
    outcomes: Outcomes
    names: tuple[str, ...]
    inputs: Array

    def rests_on(self, courses: Sequence[str], measure: str = "") -> list[int]:
        """Return the columns of inputs that some of the courses rest on.

        Others could only seem to matter. A measure that is not one of cost rests on
        the numbers of the models too.
        """
        model = self.casebook.measures[measure].model if measure else "money."
        used: set[str] = set()
        if not model.startswith("money."):
            used |= model_quantities(self.casebook)
        for course in courses:
            parts = self.casebook.courses[course].parts
            own = self.casebook.courses[course]
            used |= {*course_quantities(self.casebook, own)}
            used |= {*path_quantities(self.casebook, own)}
            if any(part.trigger for part in parts):
                used.add(REPLAY)
        return [i for i, name in enumerate(self.names) if name in used]

    def phrase(self, name: str) -> str:
        """Return what an input is, in a phrase that fits into a sentence."""
        if name == REPLAY:
            return "the start of the replayed record"
        return self.casebook.quantities[name].says or name.replace("_", " ")

    @property
    def phrases(self) -> Mapping[str, str]:
        """Phrases of all inputs."""
        return {name: self.phrase(name) for name in self.names}

    def show(self, name: str, value: float) -> str:
        """Write an input's value with its unit."""
        if name == REPLAY:
            return f"{100 * value:.0f} % of the way through it"
        q = self.casebook.quantities[name]
        return amount(value, q.unit)


def model_quantities(casebook: Casebook) -> set[str]:
    """Return the quantities that files of models name."""
    named: set[str] = set()
    for record in (casebook.threat, casebook.network, casebook.escalation):
        if record is not None:
            named |= strings(record.model_dump(mode="python"))
    return named & set(casebook.quantities)


def gather(casebook: Casebook, outcomes: Outcomes, futures: Futures) -> Material:
    """Put a run's outcomes and inputs side by side."""
    uncertain = {n: casebook.quantities[n] for n in futures.names if n != REPLAY}
    draws = futures.draws(uncertain)
    columns = [futures.replay() if n == REPLAY else draws[n] for n in futures.names]
    return Material(casebook, outcomes, futures.names, np.stack(columns, axis=1))


def lead(outcomes: Outcomes) -> Scale | None:
    """Return the measure that detail is given on: the first that can be ranked."""
    return next((s for s in outcomes.scales if s.sign), None)


def to_weigh(material: Material) -> list[Scale]:
    """Return the measures that weights are about.

    Those with a swing fixed in the casebook that are no part or cause of another; of
    a row of the card in which nothing is fixed, the first that can be ranked, so that
    a total and its parts are not weighed twice. Legality is never weighed.
    """
    measures = material.casebook.measures
    free = [s for s in material.outcomes.scales if not_weighed(measures[s.id]) is None]
    fixed = {s.row for s in free if measures[s.id].swing is not None}
    first: dict[str, str] = {}
    for scale in free:
        first.setdefault(scale.row, scale.id)
    return [
        s
        for s in free
        if measures[s.id].swing is not None
        or (s.row not in fixed and first[s.row] == s.id)
    ]
