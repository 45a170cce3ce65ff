"""Back-tests of models against what happened: a registry of cases by name.

To add a case, name it here with the module that has `scores(casebook)`; it gives an
empty tuple for a casebook that lacks the data.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import nearest
from steelyard.stress.scores import Score

CASES = {
    "arrivals": "steelyard.stress.migration.history",
    "drugs": "steelyard.stress.narcotics.history",
    "border": "steelyard.stress.border.history",
    "people": "steelyard.stress.people.history",
    "network": "steelyard.stress.people.replay",
    "sites": "steelyard.stress.sites_history",
}
"""Case: module with `scores`."""


def chosen(names: Iterable[str], also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the cases that are asked for, all if none is.

    Parameters
    ----------
    also
        Other names that could be asked for, to say what is near a wrong one.

    Raises
    ------
    ValueError
        If there is no such case.
    """
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in CASES:
            known = (*CASES, *also)
            raise ValueError(f"no history case '{name}'; {nearest(name, known)}")
    return wanted or tuple(CASES)


def scores(casebook: Casebook, case: str) -> tuple[Score, ...]:
    """Return the scores of one case on one casebook's data."""
    module = importlib.import_module(CASES[case])
    judge: Callable[[Casebook], tuple[Score, ...]] = module.scores
    return judge(casebook)
