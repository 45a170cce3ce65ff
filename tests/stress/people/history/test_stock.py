"""Monthly stocks: what is chosen from what, and what a forecast may know."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import Stock
from steelyard.stress.people.history import stock


@pytest.fixture(scope="module")
def case(sr309: Casebook) -> Stock:
    assert sr309.history is not None
    found = next(c for c in sr309.history.cases if c.id == "ice-detention")
    assert isinstance(found, Stock)
    return found


def test_a_forecast_knows_nothing_from_its_origin_on(
    sr309: Casebook, case: Stock
) -> None:
    """Change all months from k on: every forecast made before k stays to the byte."""
    record = stock.read(sr309, case)
    k = record.months.index("2025-01")
    spoilt = dataclasses.replace(
        record,
        population=np.where(np.arange(len(record.months)) >= k, 9e5, record.population),
        inflow=np.where(np.arange(len(record.months)) >= k, 7.0, record.inflow),
        outflow=np.where(np.arange(len(record.months)) >= k, 3e5, record.outflow),
    )
    forget, before = stock.forecasts(case, record)
    forget_too, after = stock.forecasts(case, spoilt)
    assert forget == forget_too
    for ahead, told in before.items():
        known = told.index - ahead + 1 <= k
        assert known.any()
        for name in ("index", "low", "middle", "high"):
            mine = getattr(told, name)[known].tobytes()
            assert mine == getattr(after[ahead], name)[known].tobytes()


def test_the_choice_of_forgetting_sees_calibration_only(
    sr309: Casebook, case: Stock
) -> None:
    """Spoilt judged months change nothing in what calibration chooses."""
    record = stock.read(sr309, case)
    first = record.months.index(case.judged[0])
    population = record.population.copy()
    population[first:] = 1.0
    spoilt = dataclasses.replace(record, population=population)
    assert stock.forecasts(case, record)[0] == stock.forecasts(case, spoilt)[0]


def test_scores_against_what_is_public(sr309: Casebook, case: Stock) -> None:
    """One month ahead: persistence 4.2 %, below it the model; the bar of 3 % is missed.

    The bar is no test: it is shown with its reason. What is tested is that the
    model is better than both rules, and that its band holds 70 to 90 %.
    """
    outcome = stock.outcome(sr309, case)
    month = outcome.scores[0]
    assert month.baselines["persistence"] == pytest.approx(0.0416, abs=0.0005)
    assert month.error < min(month.baselines.values())
    assert month.coverage80 is not None
    assert 0.7 <= month.coverage80 <= 0.9
