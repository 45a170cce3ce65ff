"""Arrivals as whole people by day, hour and class."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.migration.flow import Arrivals, FlowModel, baseline, read_flow
from steelyard.stress.migration.split import by_class, by_day, by_hour

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


def test_days_and_hours(case: Casebook, model: FlowModel, base: Arrivals) -> None:
    """Days add up to the months' means within chance; hours add up to days."""
    values = draws(case)
    counts = by_day(model, base, values, HORIZON, FUTURES, 1)
    assert counts.shape == (64, 365, 9)
    assert counts.sum() == pytest.approx(base.monthly.sum(), rel=0.01)
    hours = by_hour(model, counts[:, :, 3], values, FUTURES, 1)
    assert np.array_equal(hours.sum(axis=2), counts[:, :, 3])


def test_classes_add_up_and_follow_their_shares(
    case: Casebook, model: FlowModel, base: Arrivals
) -> None:
    """Classes add up to arrivals, in the shares of their month."""
    counts = by_day(model, base, draws(case), HORIZON, FUTURES, 1)[:, :, 3]
    classes = by_class(model, base, counts, HORIZON, FUTURES, 1)
    assert np.array_equal(classes.sum(axis=2), counts)
    assert base.shares is not None
    first = classes[:, :28].sum(axis=1) / counts[:, :28].sum(axis=1, keepdims=True)
    assert first == pytest.approx(base.shares[:, 0], abs=0.05)


def test_what_a_flow_lacks_is_said(
    case: Casebook, model: FlowModel, base: Arrivals
) -> None:
    """A flow without profile has no days and hours, one without classes no classes."""
    bare = dataclasses.replace(
        model, spec=model.spec.model_copy(update={"profile": None})
    )
    counts = np.ones((64, 365), dtype=np.int32)
    with pytest.raises(ValueError, match="no profile"):
        by_day(bare, base, draws(case), HORIZON, FUTURES, 1)
    with pytest.raises(ValueError, match="no profile"):
        by_hour(bare, counts, draws(case), FUTURES, 1)
    none = dataclasses.replace(base, shares=None)
    with pytest.raises(ValueError, match="no classes"):
        by_class(model, none, counts, HORIZON, FUTURES, 1)
