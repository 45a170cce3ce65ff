"""`claims.yaml`: the proposal's statements, and how each is checked."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from steelyard.casebook.quantity import Id, Record

Relation: TypeAlias = Literal[
    "equal", "about", "at_least", "more_than", "at_most", "less_than", "between"
]
"""How a recomputed value must stand to a reference for a test to hold."""

Reason: TypeAlias = Literal["scope", "date", "unit", "omission", "definition"]
"""Why a statement that is partly right would mislead its reader."""

Verdict: TypeAlias = Literal["supported", "contradicted", "misleading", "unverified"]

Kind: TypeAlias = Literal[
    "figure", "comparison", "trend", "causal", "historical", "legal", "forecast"
]


class Stated(Record):
    """What the quoted words state, as a number."""

    value: float
    high: float | None = None
    """Upper end, where a span is stated."""
    unit: str
    relation: Relation = "equal"
    says: str = ""
    """What the number is of, in the proposal's terms."""


class Test(Record):
    """A comparison of one recomputed column with a number."""

    __test__ = False  # not a pytest class

    column: str
    """Column of the check's one result row."""
    relation: Relation
    value: float | None = None
    """Reference; the stated value if left out."""
    high: float | None = None
    """Upper reference, for `between`."""
    tolerance: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Relative slack given to `equal`, `about` and the bounds."""
    says: str = ""
    """The finding, as a sentence; `{column}` names are filled in."""

    @model_validator(mode="after")
    def _between(self) -> Test:
        if self.relation == "between" and (self.value is None) != (self.high is None):
            raise ValueError("between needs both value and high, or neither")
        if self.relation != "between" and self.high is not None:
            raise ValueError("high goes with the relation between")
        return self


class Qualifier(Test):
    """A further test and the class of flaw that it shows."""

    __test__ = False

    reason: Reason


class Series(Record):
    """A series that shows the claim beside the data."""

    sql: str
    """Columns `x`, `y` and, for several lines, `series`."""
    x: str
    y: str
    """Axis titles, with units."""
    title: str = ""
    mark: Literal["line", "bar"] = "line"
    reference: bool = True
    """Whether to draw the stated value as a rule."""


class Check(Record):
    """A recomputation.

    The SQL gives one row. If `holds` is true the claim is literally right; it is
    then *supported* unless a test in `fair` fails, which makes it *misleading*.
    If `holds` is false it is *contradicted*, unless a test in `rescued_by` is
    true (another scope, date, unit or definition under which the words would
    be right): then it is *misleading* for that reason. A missing value in a
    tested column leaves it *unverified*.
    """

    sql: str
    holds: Test
    fair: tuple[Qualifier, ...] = ()
    rescued_by: tuple[Qualifier, ...] = ()
    sources: tuple[Id, ...] = ()
    """Sources of the rows it reads, where its tables gather many; those of the
    tables if left out."""
    unit: str = ""
    """Unit of the recomputed figure, where it differs from the stated one."""
    series: Series | None = None
    note: str = ""


class Evidence(Record):
    """A fact that bears on the claim."""

    fact: str
    basis: Literal["found", "memory", "text"]
    """Seen in a source, known but not looked up, or computed from the text."""
    source: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _sourced(self) -> Evidence:
        if self.basis == "found" and not self.source:
            raise ValueError("evidence that was found names its source")
        return self


class Claim(Record):
    """One statement of the proposal."""

    id: Id
    quote: Annotated[str, Field(min_length=1)]
    """Exact words."""
    section: str = ""
    line: int | None = None
    """Line in the proposal's text."""
    kind: Kind
    weight: Literal[1, 2, 3] = 1
    """3: the argument rests on it; 2: supports a main point; 1: in passing."""
    cites: str = ""
    """The proposal's own source for it, as given."""
    states: Stated | None = None
    check: Check | None = None
    wanted: str = ""
    """The series and comparison that would decide it."""
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict | None = None
    """Verdict of a person; must agree with the check where there is one."""
    reasons: tuple[Reason, ...] = ()
    confidence: Literal["high", "medium", "low"] | None = None
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Claim:
        if self.check is None and self.verdict is None:
            raise ValueError("a claim without a check needs a verdict")
        if self.verdict not in (None, "unverified") and not (
            self.check or self.evidence
        ):
            raise ValueError(f"the verdict '{self.verdict}' needs a check or evidence")
        if self.reasons and self.verdict != "misleading":
            raise ValueError("reasons go with the verdict 'misleading'")
        if self.check and self.states is None:
            tests = (self.check.holds, *self.check.fair, *self.check.rescued_by)
            if any(test.value is None for test in tests):
                raise ValueError("a test without a value needs `states`")
        return self


class ClaimsFile(Record):
    """A file of claims."""

    claims: tuple[Claim, ...]
