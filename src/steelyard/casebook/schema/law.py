"""`law.yaml`: rules, contested propositions with readings, acts, checked cells."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from steelyard.casebook.quantity import Day, Id, Record
from steelyard.casebook.schema.actions import Act

Verdict: TypeAlias = Literal["lawful", "unlawful", "depends"]
System: TypeAlias = Literal["domestic", "international"]
RuleKind: TypeAlias = Literal["define", "authority", "bar", "duty"]
Verified: TypeAlias = Literal["found", "memory", "mixed", "definition"]
"""Whether the wording was seen in a public source, or written from memory."""

Weight: TypeAlias = Literal[
    "binding",
    "enacted",
    "interim",
    "district",
    "vacated",
    "executive",
    "oversight",
    "scholar",
    "state",
    "advocacy",
]
"""What kind of voice a holder is; it describes the source, not its merit."""


def _calendar(text: str) -> str:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no day of the calendar") from None
    return text


Name: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
"""What a rule gives, e.g. `10usc284` or `posse-comitatus`."""

Date: TypeAlias = Annotated[Day, AfterValidator(_calendar)]
"""A day that exists, as text."""


class LawMeta(Record):
    """What the file is, and what it is not."""

    title: str
    notice: str
    law_as_of: Date
    """Date to which the law was followed."""
    report_as_of: Date | None = None
    """Date of the proposal, for the law as it stood then."""
    verified_legend: dict[Id, str] = {}
    seen_legend: dict[Id, str] = {}
    semantics_in_brief: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    author_caution: str = ""


class Vocabulary(Record):
    """The words in which acts are described, each with its meaning."""

    actor: dict[Id, str]
    place: dict[Id, str]
    activity: dict[Id, str]
    facts: dict[Id, str]


class LegalSource(Record):
    """A provision, decision, opinion or commentary."""

    id: Id
    cite: str
    short: str = ""
    """How the citation reads in a narrow column."""
    kind: Literal[
        "constitution",
        "statute",
        "treaty",
        "case",
        "olc",
        "executive",
        "regulation",
        "dod",
        "crs",
        "gao",
        "testimony",
        "report",
        "scholar",
        "state",
        "news",
        "practice",
    ]
    verified: Verified
    seen: str = ""
    """Where the wording was seen, by the legend."""
    key: str = ""
    """The words that matter."""
    note: str = ""


class IndexEntry(Record):
    """An authority or a limit, as a lawyer would look it up."""

    id: Id
    name: str
    cites: Annotated[tuple[Id, ...], Field(min_length=1)]
    gives: str = ""
    needs: str = ""
    limits: tuple[Id, ...] = ()
    rules: tuple[Id, ...] = ()
    contested: tuple[Id, ...] = ()
    notes: str = ""
    verified: Verified


class Holder(Record):
    """Somebody who takes a reading."""

    who: str
    party: Id | None = None
    """The same voice has the same id wherever it speaks."""
    cites: Annotated[tuple[Id, ...], Field(min_length=1)]
    weight: Weight
    verified: Verified


class Reading(Record):
    """One way to settle a proposition."""

    id: Id
    says: str
    holders: Annotated[tuple[Holder, ...], Field(min_length=1)]


class Proposition(Record):
    """A contested question of law; the order of its readings means nothing."""

    id: Id
    question: str
    readings: Annotated[tuple[Reading, ...], Field(min_length=2)]
    consequence: str
    """What follows for the rules."""
    standing: str
    """How far the question has been decided."""
    standing_cites: tuple[Id, ...] = ()


Choice: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+=[A-Za-z0-9_.-]+$")]
"""A proposition and its reading, as `PROP=READING`."""


class Exclusion(Record):
    """Two readings that nobody holds together."""

    pair: tuple[Choice, Choice]
    says: str
    """Why they do not go together."""


class Profile(Record):
    """Readings that one voice has actually taken; what it left out stays open."""

    id: Id
    label: str
    verified: Verified
    readings: dict[Id, Id]
    note: str = ""


class Condition(Record):
    """One thing that must be so; exactly one key."""

    actor: tuple[Id, ...] | None = None
    place: tuple[Id, ...] | None = None
    activity: tuple[Id, ...] | None = None
    fact: Id | None = None
    no_fact: Id | None = None
    holds: Id | None = None
    reading: Choice | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Condition:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "exactly one of actor, place, activity, fact, no_fact, holds, reading"
            )
        if () in (self.actor, self.place, self.activity):
            raise ValueError("an empty list can never hold; name at least one")
        return self

    @property
    def key(self) -> str:
        """Name of the one key that is set."""
        return next(iter(self.model_fields_set))


class Rule(Record):
    """One rule: a sentence that a lawyer signs, and its machine part."""

    id: Id
    then: Annotated[
        str,
        Field(pattern=r"^(define|authority|bar|duty) [A-Za-z0-9][A-Za-z0-9_-]*$"),
    ]
    system: System = "domestic"
    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    unless: tuple[Id, ...] = ()
    """Atoms any of which blocks the rule."""
    begins: Date | None = Field(default=None, alias="from")
    """First day on which the rule is law."""
    until: Date | None = None
    """Last day on which the rule is law."""
    says: str
    cites: tuple[Id, ...]
    pin: str = ""
    """Pinpoint: subsection, paragraph or page within the first citation."""
    verified: Verified

    @property
    def kind(self) -> RuleKind:
        """What the rule gives: a definition, an authority, a bar or a duty."""
        kind: RuleKind = self.then.split(" ")[0]  # type: ignore[assignment]
        return kind

    @property
    def head(self) -> str:
        """Name of what the rule gives."""
        return self.then.split(" ")[1]


class Expected(Record):
    """Verdicts that a lawyer expects."""

    domestic: Verdict
    international: Verdict


class ExpectedAt(Record):
    """Verdicts expected at another date."""

    as_of: Date
    domestic: Verdict | None = None
    international: Verdict | None = None


class ExpectedSets(Record):
    """Smallest sets of readings that a lawyer expects."""

    domestic: tuple[dict[Id, Id], ...] | None = None
    international: tuple[dict[Id, Id], ...] | None = None


class Option(Record):
    """Acts that stand or fall together."""

    id: Id
    name: str
    missions: tuple[Id, ...] = ()
    where: str
    """Where the proposal says it, or why it is here for comparison."""
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    expect: Expected
    expect_at: ExpectedAt | None = None
    lawful_if: ExpectedSets | None = None


class Cell(Record):
    """A checked cell: an act and what a lawyer says of it."""

    id: Id
    actor: Id
    activity: Id
    place: Id
    facts: tuple[Id, ...] = ()
    as_of: Date | None = None
    """Date; that of the law if left out."""
    domestic: Verdict
    international: Verdict
    on: tuple[Id, ...] = ()
    """Propositions on which the verdicts truly depend."""
    under: tuple[Name, ...] = ()
    """Authorities that are there on some reading."""
    barred_by: tuple[Name, ...] = ()
    """Bars, of either system, that stand on some reading."""
    duties: tuple[Name, ...] | None = None
    """Duties that go with it, where the cell checks them."""
    because: str
    """The reason, in a sentence."""

    @property
    def act(self) -> Act:
        """The act that the cell judges."""
        return Act(
            actor=self.actor,
            activity=self.activity,
            place=self.place,
            facts=self.facts,
        )


class Criterion(Record):
    """One of the criteria by which a request is weighed."""

    key: Id
    asks: str
    steelyard: str = ""
    cites: tuple[Id, ...] = ()


class Process(Record):
    """How a request for assistance is handled, for the reader's orientation."""

    criteria: tuple[Criterion, ...] = ()
    request_flow: tuple[str, ...] = ()
    audit_findings: tuple[str, ...] = ()
    audit_recommendations: tuple[str, ...] = ()
    lesson: str = ""
    source: tuple[Id, ...] = ()
    verified: Verified = "mixed"
    note: str = ""


class LawFile(Record):
    """A file of law."""

    meta: LawMeta
    vocab: Vocabulary
    sources: tuple[LegalSource, ...]
    authorities: tuple[IndexEntry, ...] = ()
    limits: tuple[IndexEntry, ...] = ()
    parties: dict[Id, str] = {}
    """Voices that hold readings, by id."""
    propositions: tuple[Proposition, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    profiles: tuple[Profile, ...] = ()
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    options: tuple[Option, ...] = ()
    cells: tuple[Cell, ...] = ()
    process: Process = Process()
