"""Flows of the first casebook: read, fitted, moved only by declared quantities."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.migration.flow import (
    Arrivals,
    FlowModel,
    baseline,
    effects_of,
    read_flow,
    under,
)

HORIZON = ("2025-02-01", "2026-02-01")
FUTURES = np.arange(64)


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def model(case: Casebook) -> FlowModel:
    with Sandbox(case.tables) as sandbox:
        return read_flow(case, sandbox, "between_ports")


@pytest.fixture(scope="module")
def base(model: FlowModel) -> Arrivals:
    return baseline(model, *HORIZON, FUTURES, 1)


def draws(case: Casebook) -> dict[str, np.ndarray]:
    return {id_: np.full(64, q.value) for id_, q in case.quantities.items()}


def test_the_record_ends_where_the_casebook_says(model: FlowModel) -> None:
    """Newer totals carry the record on, and it stops before the proposal."""
    assert model.record.months[0] == "1999-10"
    assert model.record.months[-1] == "2024-12"
    assert model.record.total[-1] == pytest.approx(47324)
    assert model.first_month() == "2025-01"


def test_baseline_covers_the_horizon(base: Arrivals) -> None:
    """Twelve months, nine sectors, three classes."""
    assert base.monthly.shape == (64, 12, 9)
    assert base.months[0] == "2025-02"
    assert base.shares is not None
    assert base.shares.shape == (64, 12, 3)


def test_null_courses_are_the_baseline(
    case: Casebook, model: FlowModel, base: Arrivals
) -> None:
    """A course that does nothing, or only what has no effect here, changes nothing."""
    assert under(model, base, draws(case), {}) is base
    levels = {"naloxone": np.ones((64, 12)), "M06": np.zeros((64, 12))}
    assert under(model, base, draws(case), levels) is base


def test_every_effect_is_a_quantity(
    case: Casebook, model: FlowModel, base: Arrivals
) -> None:
    """Each declared effect moves arrivals in the direction of its draw, and none else."""
    values = draws(case)
    for effect in effects_of(model, values):
        moved = under(model, base, values, {effect.on: np.ones((64, 12))}).monthly.sum()
        assert np.sign(moved - base.monthly.sum()) == np.sign(effect.change[0]), (
            effect.on
        )
    none = {
        id_: (v if not id_.startswith("arrivals_") or "weekend" in id_ else 0 * v)
        for id_, v in values.items()
    }
    every = {item.on: np.ones((64, 12)) for item in model.spec.effects}
    assert np.array_equal(under(model, base, none, every).monthly, base.monthly)


def test_every_arrivals_action_is_on_the_menu(case: Casebook) -> None:
    """Effects name actions that some course uses, or drivers."""
    used = {part.action for course in case.courses.values() for part in course.parts}
    assert case.threat is not None
    for flow in case.threat.flows.values():
        for effect in flow.effects:
            assert effect.on in used | set(case.threat.drivers), effect.on


def test_other_flows_have_streams_of_their_own(case: Casebook, base: Arrivals) -> None:
    """Ports of entry are another flow with offices as regions."""
    with Sandbox(case.tables) as sandbox:
        ports = read_flow(case, sandbox, "at_ports")
    assert len(ports.record.names) == 4
    other = baseline(ports, *HORIZON, FUTURES, 1)
    one = np.log(base.monthly.sum(axis=(1, 2)))
    two = np.log(other.monthly.sum(axis=(1, 2)))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.4


def test_a_record_past_the_horizon_is_refused(model: FlowModel) -> None:
    """A horizon that begins inside the record is refused."""
    with pytest.raises(ValueError, match="until"):
        baseline(model, "2024-06-01", "2025-02-01", FUTURES, 1)


def test_authorities_and_revision_go_with_the_record(model: FlowModel) -> None:
    """Expulsions are told from arrests in the record; an earlier release is compared."""
    assert model.authorities is not None
    expelled = model.authorities.values[:, model.authorities.names.index("title_42")]
    after = [m > "2023-05" for m in model.authorities.months]
    assert expelled[after].sum() == 0
    assert expelled.sum() > 1e6
    assert model.revision is not None
    assert np.abs(model.revision.mean).max() < 0.05
