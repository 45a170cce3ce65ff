"""Everything that can be wrong between a casebook's actions and its law."""

from __future__ import annotations

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.law.check import check_law
from steelyard.law.source import law_of


def check_casebook(casebook: Casebook) -> list[Problem]:
    """Check the law file, and that it has words for the acts of every action.

    Returns
    -------
    The problems; none if the casebook has no law.
    """
    law = law_of(casebook)
    if law is None or casebook.law is None:
        return []
    problems = check_law(casebook.law, casebook.places["law", "law"].document)
    if problems:
        return problems
    for id_, action in casebook.actions.items():
        for i, act in enumerate(action.acts):
            try:
                law.check_act(act, casebook.mark("action", id_, "acts", i))
            except CasebookError as error:
                problems.extend(error.problems)
    return problems
