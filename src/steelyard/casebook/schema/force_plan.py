"""What `plan` reads of `forces.yaml`: whom one can send, and what is needed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from steelyard.casebook.quantity import Id, Record
from steelyard.casebook.schema.actions import Act
from steelyard.casebook.schema.need import NeedModel


class PlanOption(Record):
    """People of a duty status who can be sent in tours."""

    id: Id
    title: str
    status: Id
    """Duty status; it gives tour, lead and dwell."""
    actions: tuple[Id, ...] = ()
    """Courses with any of these actions can use it; all courses if left out."""
    acts: tuple[Act, ...] = ()
    """What they would do, for the judge."""
    weekly: Id
    """Quantity: cost of a person for a day or a week."""
    setup: Id | None = None
    """Quantity: once-only cost of a person's tour."""
    pool: Id
    """Quantity: people who can be on tour or in dwell at one time."""
    ceiling: Id | None = None
    """Quantity: most people on tour at one time."""
    output: Id | None = None
    """Quantity: what one does of the task, with 1 for the yardstick."""


class PlanHire(Record):
    """People who can be taken on for good."""

    id: Id
    title: str
    status: Id
    actions: tuple[Id, ...] = ()
    acts: tuple[Act, ...] = ()
    weekly: Id
    training: Id | None = None
    lead: Id
    """Quantity: days from the decision to duty."""
    attrition: Id | None = None
    """Quantity: share that leaves in a year."""
    rate: Id
    """Quantity: most who can be taken on in a day, week or month."""
    ceiling: Id
    output: Id | None = None


class PlanReserve(Record):
    """People held ready to be sent by a rule."""

    option: Id
    """Option whose pool and duty status it shares."""
    actions: tuple[Id, ...] = ()
    retainer: Id
    """Quantity: cost of holding a person ready for a day."""
    use: Id
    """Quantity: cost of a person sent for a day."""
    ceiling: Id
    lead: Id
    """Quantity: days from what is seen to duty."""
    hold: Id
    """Quantity: least days of duty once sent."""
    start: Id
    """Quantity: need over its usual level at which sending begins."""
    width: Id
    """Quantity: further need over its usual level until all are sent."""


class Standing(Record):
    """People on duty anyhow."""

    action: Id
    use: Id
    """Id of the use, in the action, whose amount they are."""
    output: Id | None = None


class ForcePlanning(Record):
    """What `plan` needs beside statuses and units."""

    task: str
    """What they are needed for, in words."""
    base: Id
    """Quantity: people needed whatever happens."""
    driven: Id
    """Quantity: people needed beside them at the usual level of what drives need."""
    needs: NeedModel = NeedModel()
    options: Annotated[tuple[PlanOption, ...], Field(min_length=1)]
    hires: tuple[PlanHire, ...] = ()
    reserve: PlanReserve | None = None
    standing: tuple[Standing, ...] = ()
    unmet: Id
    """Quantity: weight of a person who is missing for a day."""
    tail_weight: Id
    """Quantity: weight of the worst scenarios' missing people beside it."""
    tail_share: Id
    """Quantity: share of scenarios that count as the worst."""
    notes: tuple[str, ...] = ()
