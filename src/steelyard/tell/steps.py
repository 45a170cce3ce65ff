"""The seven steps from a proposal to a scorecard, as the dossier names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Name = Literal["read", "audit", "judge", "plan", "stress", "account", "weigh"]


@dataclass(frozen=True)
class Step:
    """A step: its verb, the question that it answers, and what is missing without."""

    name: Name
    title: str
    question: str


STEPS: tuple[Step, ...] = (
    Step("read", "Read", "What does the proposal say, and what is it held against?"),
    Step("audit", "Audit", "Which of its statements does the public record bear out?"),
    Step("judge", "Judge", "Which of its actions are lawful, under whose reading?"),
    Step("plan", "Plan", "What would it take: people, sites, aircraft, days?"),
    Step("stress", "Stress", "What happens when things do not go as planned?"),
    Step("account", "Account", "What does it cost, and who pays?"),
    Step("weigh", "Weigh", "How does it compare with the alternatives?"),
)
