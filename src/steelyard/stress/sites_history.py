"""Sites of earlier operations: what the method of planning picks, beside what was used.

Told how many people needed places and where they came in, the method of `plan.sites`
picks as many sites as were used, and how many people each holds.
"""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.plan.amounts import Amounts
from steelyard.plan.sites.past import PastResult, past
from steelyard.stress.scores import Score

NODES = 15
"""Nodes of the search, as in the exhibit of the dossier."""
PICKED = "share of the sites used that were not picked"
PEOPLE = "error of people by site, over all people counted"


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return scores of each earlier operation, beside chance and simple rules."""
    if casebook.sites is None or not casebook.sites.past:
        return ()
    found = past(casebook, Amounts(casebook), NODES)
    return tuple(score for result in found for score in _scores(result))


def _scores(result: PastResult) -> list[Score]:
    number = len(result.actual)
    rules = {_name(n): 1.0 - both / number for n, both in result.rules.items()}
    note = (
        f"{result.overlap} of {number} sites; as many or more by chance: "
        f"{result.chance:.2f}"
    )
    found = [
        Score(
            f"{result.id}.sites",
            PICKED,
            1.0 - result.overlap / number,
            {**rules, "chance": 1.0 - result.expected / number},
            None,
            number,
            note,
        )
    ]
    errors = {_name(n): v for n, v in result.people_error.items()}
    if errors:
        own = errors.pop("method")
        found.append(
            Score(f"{result.id}.people", PEOPLE, own, errors, None, len(result.people))
        )
    return found


def _name(rule: str) -> str:
    return rule.replace(" ", "_")
