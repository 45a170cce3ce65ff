"""Where the figures of a measure come from."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.chain import CHAIN
from steelyard.study.futures import sample
from steelyard.study.store import Run
from steelyard.weigh.examine.material import gather
from steelyard.weigh.examine.origin import LINKS, link_of, origins
from steelyard.weigh.outcomes import read_outcomes


@pytest.mark.parametrize(
    ("model", "link"),
    [
        ("money.total", "cost"),
        ("money.payer.army", "cost"),
        ("money.use.bed_days", "cost"),
        ("money.gap", "ledger"),
        ("money.military_days", "ledger"),
        ("readiness.airlift_margin", "readiness"),
        ("plan.civil_share", "readiness"),
        ("law.domestic", "ruling"),
        ("people.care_breaches", "people"),
    ],
)
def test_link(model: str, link: str) -> None:
    """Every model is given by a link of the chain."""
    assert link_of(model) == link
    assert {*LINKS.values(), "cost"} <= {held.name for held in CHAIN}


def test_origin_of_cost(tiny: Casebook, tiny_run: Run) -> None:
    """Cost comes by the cost link; guards move that of guards, nothing that of none."""
    futures = sample(tiny, 64, 1)
    outcomes = read_outcomes(tiny, tiny_run, futures)
    found = origins(gather(tiny, outcomes, futures))["cost"]
    assert found.links[-1] == "cost"
    assert found.pulls["guard"][0].input == "guards"
    assert found.pulls["guard"][0].rho > 0.5
    assert found.pulls["nothing"] == ()
    assert sum(found.numbers.values()) > 0
