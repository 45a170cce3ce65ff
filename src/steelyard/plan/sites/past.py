"""Earlier operations: what the programme would have chosen, beside what was.

A prediction can be as good as chance. The overlap with the real choice is set beside
the overlap that a draw at random would have, its probability, and simple rules: the
nearest sites, the largest, those used before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.stats import hypergeom

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.sites import PastOperation
from steelyard.plan.amounts import Amounts
from steelyard.plan.linear import Floats
from steelyard.plan.sites.read import Reading, assemble, weights
from steelyard.plan.sites.robust import NoPlanError, choose
from steelyard.plan.sites.spread import at_height


@dataclass(frozen=True)
class PastResult:
    """An operation, predicted and actual.

    Attributes
    ----------
    id, title, year
        Of the operation.
    actual, predicted
        Ids of sites.
    free
        Ids that the programme chooses when the number of sites is left to it.
    overlap, expected, chance
        Sites in both; the mean for a draw at random of as many; the probability of
        at least this overlap by chance.
    rules
        Overlap of each simple rule.
    candidates
        Number that could have been chosen.
    people
        Site: people told there at the height, and the most that were counted there;
        empty unless all chosen sites have a count.
    people_error
        Sum over sites of the difference of both, over all counted, by `method` and by
        each simple rule, which spreads the people evenly over its sites.
    """

    id: str
    title: str
    year: int
    actual: tuple[str, ...]
    predicted: tuple[str, ...]
    free: tuple[str, ...]
    overlap: int
    expected: float
    chance: float
    rules: Mapping[str, int]
    candidates: int
    people: Mapping[str, tuple[float, float]]
    people_error: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "id": self.id,
            "title": self.title,
            "year": self.year,
            "actual": list(self.actual),
            "predicted": list(self.predicted),
            "predicted_number_free": list(self.free),
            "overlap": self.overlap,
            "expected_by_chance": self.expected,
            "probability_by_chance": self.chance,
            "rules": dict(self.rules),
            "candidates": self.candidates,
            "people": {i: list(both) for i, both in self.people.items()},
            "people_error": dict(self.people_error),
        }


def past(casebook: Casebook, amounts: Amounts, nodes: int = 30) -> list[PastResult]:
    """Predict each earlier operation of the casebook."""
    sites = casebook.sites
    if sites is None:
        return []
    return [
        _one(casebook, amounts, id_, item, nodes) for id_, item in sites.past.items()
    ]


def _one(
    casebook: Casebook, amounts: Amounts, id_: str, item: PastOperation, nodes: int
) -> PastResult:
    sites = casebook.sites
    assert sites is not None
    kept = {
        k: c
        for k, c in sites.candidates.items()
        if c.from_year is None or c.from_year <= item.year
    }
    actual = tuple(s.site for s in item.chosen)
    people = amounts.value(item.people, "person")
    demand = (people * weights(amounts, item.areas))[None, :, None]
    days = np.array([amounts.value(item.days, "day")])
    some = sites.model_copy(update={"candidates": kept})
    reading = assemble(casebook, amounts, some, item.areas, demand, days)
    problem = at_height(reading.problem)
    problem = replace(problem, weighing=replace(problem.weighing, service=0.0))
    number = len(actual)
    housed = _housed(replace(problem, exactly=number), nodes)
    free = tuple(_housed(problem, nodes))
    names, n = problem.names, len(problem.names)
    both = len(set(actual) & set(housed))
    picks = _rules(casebook, reading, item, names, number)
    told, errors = _people(amounts, item, people, housed, picks)
    return PastResult(
        id_,
        item.title,
        item.year,
        actual,
        tuple(housed),
        free,
        both,
        number * len(housed) / n,
        float(hypergeom.sf(both - 1, n, number, len(housed))),
        {name: len(set(actual) & set(picked)) for name, picked in picks.items()},
        n,
        told,
        errors,
    )


def _housed(problem: Any, nodes: int) -> dict[str, float]:
    """Return people at each site that is open, by id; nothing if no plan exists."""
    try:
        plan = choose(problem, gap=0.005, nodes=nodes)
    except NoPlanError:
        return {}
    stands = plan.open.max(axis=1) > 0.5
    people = plan.moved.sum(axis=1).max(axis=1)
    rows = zip(problem.names, stands, people, strict=True)
    return {name: float(n) for name, there, n in rows if there}


def _people(
    amounts: Amounts,
    item: PastOperation,
    people: float,
    housed: Mapping[str, float],
    picks: Mapping[str, list[str]],
) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Return people by site as told and counted, and the errors of all."""
    if any(s.people is None for s in item.chosen):
        return {}, {}
    came = {s.site: amounts.value(str(s.people), "person") for s in item.chosen}
    every = dict.fromkeys((*came, *housed))
    told = {i: (housed.get(i, 0.0), came.get(i, 0.0)) for i in every}
    total = sum(came.values())
    spread = {
        name: dict.fromkeys(picked, people / len(picked))
        for name, picked in picks.items()
    }
    errors = {
        name: sum(abs(by.get(i, 0.0) - came.get(i, 0.0)) for i in {*by, *came}) / total
        for name, by in {"method": housed, **spread}.items()
    }
    return told, errors


def _rules(
    casebook: Casebook,
    reading: Reading,
    item: PastOperation,
    names: tuple[str, ...],
    number: int,
) -> dict[str, list[str]]:
    """Return what simple rules would pick: ties go to the nearer site."""
    share = reading.problem.demand[0, :, 0]
    near = reading.kilometres @ (share / max(float(share.sum()), 1e-9))
    sites = casebook.sites
    assert sites is not None
    table = casebook.tables.get(sites.history_table or "")
    before: dict[str, int] = {}
    if table is not None and "first_year" in table.arrow.column_names:
        ids = [str(v) for v in table.arrow.column("id").to_pylist()]
        years = table.arrow.column("first_year").to_pylist()
        before = dict(zip(ids, years, strict=True))
    used = np.array(
        [
            sum(
                1
                for h in sites.candidates[n].history
                if before.get(h, 9999) < item.year
            )
            for n in names
        ],
        float,
    )

    def pick(score: Floats) -> list[str]:
        order = np.lexsort((near, score))
        return [names[i] for i in order[:number]]

    return {
        "nearest": pick(near),
        "largest": pick(-reading.problem.ceiling),
        "used before": pick(-used),
    }
