"""Routes of the first casebook under its courses."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.stress.narcotics.argument import argue, crossings_fall_more
from steelyard.stress.narcotics.course import (
    RouteModel,
    baseline_shares,
    implied_flow,
    read_routes,
    under,
)

FUTURES = 500
FULL = np.ones((FUTURES, 12))


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def model(case: Casebook) -> RouteModel:
    with Sandbox(case.tables) as sandbox:
        return read_routes(case, sandbox)


@pytest.fixture(scope="module")
def draws(case: Casebook) -> dict[str, np.ndarray]:
    """Ranges covered evenly and independently."""
    rng = np.random.default_rng(1)
    found = {}
    for id_, q in case.quantities.items():
        low, high = q.range or (q.value, q.value)
        found[id_] = low + rng.random(FUTURES) * (high - low)
    return found


def test_the_null_course_is_exactly_one(
    model: RouteModel, draws: dict[str, np.ndarray]
) -> None:
    """Nothing at work, or at level 0, leaves every multiple at 1."""
    for levels in ({}, {"M06": 0 * FULL}, {"M13": FULL}):
        after = under(model, draws, levels).after
        assert (after.supply == 1).all()
        assert (after.price == 1).all()
        assert (after.deaths[:, 0] == 1).all()


def test_every_declared_effect_moves_something(
    model: RouteModel, draws: dict[str, np.ndarray]
) -> None:
    """Each effect's action changes flows or deaths, and only through its quantity."""
    base = under(model, draws, {})
    zero = {
        id_: 0 * v if id_.startswith(("catch_", "supply_")) and "half" not in id_ else v
        for id_, v in draws.items()
    } | {"deaths_treatment": np.zeros(FUTURES), "deaths_naloxone": np.zeros(FUTURES)}
    for effect in model.spec.effects:
        moved = under(model, draws, {effect.on: FULL})
        same = np.array_equal(moved.flows.sent, base.flows.sent) and np.array_equal(
            moved.after.deaths[:, 0], base.after.deaths[:, 0]
        )
        assert not same, effect.on
        still = under(model, zero, {effect.on: FULL})
        assert (still.after.supply == 1).all(), effect.on


def test_the_argument_and_its_opposite(
    model: RouteModel, draws: dict[str, np.ndarray]
) -> None:
    """Forces on the line cut crossings more than goods in some futures, less in others."""
    supply = under(model, draws, {"M06": FULL, "M10": FULL}).after.supply[:, 0]
    crossings = 1 + draws["arrivals_presence"]
    found = argue(crossings_fall_more(crossings, supply), draws)
    assert 0 < found.share < 1
    assert found.deciders[0].quantity == "arrivals_presence"


def test_ports_matter_more_than_the_line_for_goods(
    model: RouteModel, draws: dict[str, np.ndarray]
) -> None:
    """Where most is seized at ports, equal added effort at ports cuts more supply."""
    even = {
        **draws,
        "catch_presence": np.full(FUTURES, 0.2),
        "catch_scanners": np.full(FUTURES, 0.2),
    }
    line = under(model, even, {"M06": FULL}).after.supply[:, 0]
    ports = under(model, even, {"nii-scanners": FULL}).after.supply[:, 0]
    assert (ports < line).mean() > 0.9


def test_flow_follows_from_assumptions(
    model: RouteModel, draws: dict[str, np.ndarray]
) -> None:
    """Implied flow doubles where every probability of seizure halves."""
    half = {k: v / 2 if k.startswith("seizure_") else v for k, v in draws.items()}
    flow, twice = (implied_flow(model, d, 2023) for d in (draws, half))
    assert twice / flow == pytest.approx(np.full(flow.shape, 2.0))
    share, _ = baseline_shares(model, draws)
    assert share.shape == (FUTURES, 4, 9)


def test_a_route_without_a_range_is_refused(case: Casebook) -> None:
    """A certain probability of seizure is refused: it would identify flow by fiat."""
    sure = case.quantities["seizure_mail"].model_copy(update={"range": None})
    changed = dataclasses.replace(
        case, quantities={**case.quantities, "seizure_mail": sure}
    )
    with (
        Sandbox(case.tables) as sandbox,
        pytest.raises(CasebookError, match="no range"),
    ):
        read_routes(changed, sandbox)


def test_speed(model: RouteModel, draws: dict[str, np.ndarray]) -> None:
    """A future of a course takes far less than 5 ms."""
    import time

    start = time.process_time()
    under(model, draws, {"M06": FULL, "nii-scanners": FULL})
    assert (time.process_time() - start) / FUTURES < 0.005
