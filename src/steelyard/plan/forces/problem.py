"""The planning of forces, as data: whom one can send, what is needed, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.plan.linear import Floats


@dataclass(frozen=True)
class Option:
    """People of one duty status who serve in tours.

    Attributes
    ----------
    id
        Of the option.
    weekly, setup
        Cost of a person for a week, and once for each tour.
    tour, lead
        Weeks of a tour; weeks before the first can start.
    dwell
        Time at home that each tour ties up, as a multiple of it.
    pool
        People who can be on tour or in dwell at one time.
    ceiling
        People who can be on tour at one time.
    output
        What one person does of the task, with 1 for the yardstick.
    """

    id: str
    weekly: float
    setup: float = 0.0
    tour: int = 52
    lead: int = 0
    dwell: float = 0.0
    pool: float = float("inf")
    ceiling: float = float("inf")
    output: float = 1.0

    def __post_init__(self) -> None:
        for name in ("weekly", "setup", "lead", "dwell", "pool", "ceiling", "output"):
            if getattr(self, name) < 0:
                raise ValueError(f"{self.id}: {name} must be at least 0")
        if self.tour < 1:
            raise ValueError(f"{self.id}: a tour must last at least a week")


@dataclass(frozen=True)
class Hire:
    """People who are taken on, trained, and stay until they leave.

    Attributes
    ----------
    id
        Of the option.
    weekly, training
        Cost of a person for a week from the day of hiring, and once for training.
    lead
        Weeks from the decision to duty.
    attrition
        Share that leaves in a week, once on duty.
    rate, ceiling
        Most who can be taken on in a week, and in all.
    output
        As for an option.
    """

    id: str
    weekly: float
    training: float = 0.0
    lead: int = 26
    attrition: float = 0.0
    rate: float = float("inf")
    ceiling: float = float("inf")
    output: float = 1.0

    def __post_init__(self) -> None:
        for name in ("weekly", "training", "lead", "rate", "ceiling", "output"):
            if getattr(self, name) < 0:
                raise ValueError(f"{self.id}: {name} must be at least 0")
        if not 0 <= self.attrition < 1:
            raise ValueError(f"{self.id}: attrition must lie within 0 to 1")


@dataclass(frozen=True)
class Reserve:
    """People held ready and sent by a rule.

    Attributes
    ----------
    retainer
        Cost of holding a person for a week, sent or not.
    use
        Cost of a person sent for a week, needed or not.
    ceiling
        Most people in it.
    option
        Id of the option whose pool it draws on, or nothing.
    output
        As for an option.
    """

    retainer: float
    use: float
    ceiling: float
    option: str | None = None
    output: float = 1.0

    def __post_init__(self) -> None:
        for name in ("retainer", "use", "ceiling", "output"):
            if getattr(self, name) < 0:
                raise ValueError(f"reserve: {name} must be at least 0")


@dataclass(frozen=True)
class Worth:
    """What unmet need weighs.

    Attributes
    ----------
    penalty
        For each person-week that is missing.
    tail
        Weight of the mean of the worst scenarios' missing person-weeks (CVaR).
    alpha
        Share of scenarios that are not the worst, e.g. 0.9.
    """

    penalty: float
    tail: float = 0.0
    alpha: float = 0.9

    def __post_init__(self) -> None:
        if self.penalty < 0 or self.tail < 0:
            raise ValueError("penalty and tail must be at least 0")
        if not 0 <= self.alpha < 1:
            raise ValueError("alpha must be at least 0 and below 1")


@dataclass(frozen=True)
class ForceProblem:
    """All of it, for one rule of sending the reserve.

    Attributes
    ----------
    weeks
        Length of the plan.
    options, hires, reserve
        Whom one can send. No reserve if None.
    standing
        What people on duty anyhow do of the task, shape (weeks,).
    demand
        People needed, shape (scenarios, weeks).
    sent
        Share of the reserve that the rule has on duty, shape (scenarios, weeks).
    worth
        Of unmet need.
    """

    weeks: int
    options: tuple[Option, ...]
    hires: tuple[Hire, ...]
    reserve: Reserve | None
    standing: Floats
    demand: Floats
    sent: Floats
    worth: Worth

    def __post_init__(self) -> None:
        if self.demand.ndim != 2 or self.demand.shape[1] != self.weeks:
            raise ValueError(f"demand must have {self.weeks} weeks a scenario")
        if not len(self.demand):
            raise ValueError("there must be a scenario")
        if self.sent.shape != self.demand.shape:
            raise ValueError("sent must have the shape of demand")
        if self.standing.shape != (self.weeks,):
            raise ValueError(f"standing must have {self.weeks} weeks")
        for name in ("demand", "sent", "standing"):
            values = getattr(self, name)
            if not np.isfinite(values).all() or (values < 0).any():
                raise ValueError(f"{name} must be finite and at least 0")
        if (self.sent > 1 + 1e-12).any():
            raise ValueError("sent is a share, at most 1")
