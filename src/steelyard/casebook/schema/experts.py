"""`experts.yaml`: elicited judgements, each expert's own and never only the pool."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record


class Expert(Record):
    """A person or panel who judged, by role and not by name."""

    role: str
    field: str = ""


class Judgement(Record):
    """One expert's answer to one question (IDEA four-step format).

    References
    ----------
    Hemming et al. (2018), A practical guide to structured expert elicitation
    using the IDEA protocol, Methods in Ecology and Evolution 9.
    """

    expert: Id
    quantity: Id | None = None
    seed_answer: float | None = None
    """Known answer, where the question is a seed for calibration."""
    question: str
    low: float
    best: float
    high: float
    confidence: Annotated[float, Field(gt=0, le=1)]
    """Chance, in the expert's own view, that the truth is within low and high."""
    when: Day
    method: Literal["idea", "interview", "survey", "delphi", "single"]
    why: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Judgement:
        if not self.low <= self.best <= self.high:
            raise ValueError("low <= best <= high must hold")
        return self


class ExpertsFile(Record):
    """A file of elicited judgements."""

    experts: dict[Id, Expert] = {}
    judgements: tuple[Judgement, ...] = ()
