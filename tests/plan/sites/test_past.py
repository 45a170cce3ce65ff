"""Earlier operations: what was picked and told, and that the page says the same."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.plan.amounts import Amounts
from steelyard.plan.sites.past import PastResult, past
from steelyard.stress.sites_history import NODES, _scores

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def book() -> Casebook:
    """Return the first casebook with its operation of 2021 alone."""
    casebook = open_casebook("sr309")
    assert casebook.sites is not None
    only = {"allies-welcome-2021": casebook.sites.past["allies-welcome-2021"]}
    sites = casebook.sites.model_copy(update={"past": only})
    return dataclasses.replace(casebook, sites=sites)


@pytest.fixture(scope="module")
def found(book: Casebook) -> PastResult:
    """Return what is told of 2021."""
    (result,) = past(book, Amounts(book), NODES)
    return result


def test_people_are_those_who_needed_places(found: PastResult) -> None:
    """All 53,150 are told somewhere; what was counted is the most at each site."""
    told = sum(a for a, _ in found.people.values())
    came = sum(b for _, b in found.people.values())
    assert told == pytest.approx(53150, rel=1e-3)
    assert came == 1700 + 12500 + 10000 + 9325 + 4300 + 3755 + 5878 + 7200
    assert {i for i, (a, _) in found.people.items() if a > 0} == set(found.predicted)
    assert {i for i, (_, b) in found.people.items() if b > 0} == set(found.actual)


def test_error_is_the_sum_of_differences_over_all_counted(found: PastResult) -> None:
    """By hand; and as docs/sites.md and docs/history.md record it."""
    miss = sum(abs(a - b) for a, b in found.people.values())
    error = miss / sum(b for _, b in found.people.values())
    assert found.people_error["method"] == pytest.approx(error)
    sites, history = ((DOCS / f"{n}.md").read_text() for n in ("sites", "history"))
    flat = " ".join(sites.split())
    assert f"shares {found.overlap} of 8 sites" in flat
    assert f"is {100 * error:.0f} percent of those counted" in flat
    nearest, largest = (100 * found.people_error[n] for n in ("nearest", "largest"))
    assert f"have {nearest:.0f}, the largest {largest:.0f}" in flat
    lee = found.people["fort-lee"]
    assert f"told {lee[0]:,.0f} where {lee[1]:,.0f} were counted" in flat
    flat = " ".join(history.split())
    assert f"misses {8 - found.overlap} of 8 sites" in flat
    assert f"{100 * error:.0f} percent of all who were counted" in flat


def test_scores_stand_beside_chance_and_rules(found: PastResult) -> None:
    """The share not picked, of which a draw at random misses more."""
    sites, people = _scores(found)
    assert sites.error == 1 - found.overlap / 8
    assert sites.baselines["chance"] == pytest.approx(1 - 8 * 8 / found.candidates / 8)
    assert sites.baselines["nearest"] == 1 - found.rules["nearest"] / 8
    assert people.error == found.people_error["method"]
    assert set(people.baselines) == {"nearest", "largest", "used_before"}


def test_without_a_count_at_each_site_nothing_is_said_of_people(book: Casebook) -> None:
    """One count is left out."""
    assert book.sites is not None
    item = book.sites.past["allies-welcome-2021"]
    first = item.chosen[0].model_copy(update={"people": None})
    less = item.model_copy(update={"chosen": (first, *item.chosen[1:])})
    sites = book.sites.model_copy(update={"past": {"allies-welcome-2021": less}})
    bare = dataclasses.replace(book, sites=sites)
    (result,) = past(bare, Amounts(bare), 1)
    assert result.people == {}
    assert len(_scores(result)) == 1
