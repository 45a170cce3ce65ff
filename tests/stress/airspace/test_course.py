"""Incursions of the first casebook under its courses."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.stress.airspace.course import (
    AirModel,
    AirResult,
    by_hour,
    read_airspace,
    under,
)
from steelyard.stress.series import month_of, number

N = 200
FULL = np.ones((N, 12))
YES = np.ones(N)
MONTHS = tuple(month_of(number("2025-02") + k) for k in range(12))


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def model(case: Casebook) -> AirModel:
    with Sandbox(case.tables) as sandbox:
        return read_airspace(case, sandbox)


@pytest.fixture(scope="module")
def draws(case: Casebook) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(1)
    found = {}
    for id_, q in case.quantities.items():
        low, high = q.range or (q.value, q.value)
        found[id_] = low + rng.random(N) * (high - low)
    return found


def run(
    model: AirModel,
    draws: dict[str, np.ndarray],
    *actions: str,
    may: tuple[str, ...] = (),
) -> dict[str, AirResult]:
    levels = dict.fromkeys(actions, FULL)
    return under(model, draws, levels, MONTHS, dict.fromkeys(may, YES))


def test_readings_stay_apart(model: AirModel, draws: dict[str, np.ndarray]) -> None:
    """Each holder's count has a result of its own; they differ by more than ten times."""
    found = run(model, draws)
    yearly = {k: float(np.median(r.incursions.sum(axis=1))) for k, r in found.items()}
    assert len(yearly) == 4
    assert max(yearly.values()) / min(yearly.values()) > 10
    assert found["cbp_incursions"].holder == "CBP"


def test_present_mitigations_are_of_the_known_size(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """Ranges are set so that 2023's 86 mitigations lie in the band of CBP's count."""
    mitigated = run(model, draws)["cbp_incursions"].mitigated.sum(axis=1)
    low, high = np.quantile(mitigated, [0.1, 0.9])
    assert low < 86 < high


def test_null_courses_change_nothing(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """A course without air actions is the present, to the bit."""
    base, other = run(model, draws), run(model, draws, "naloxone", "M06")
    for id_, result in base.items():
        assert np.array_equal(result.mitigated, other[id_].mitigated)
        assert np.array_equal(result.incursions, other[id_].incursions)


def test_nobody_acts_without_leave(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """Crews that the ruling bars neither respond nor deter; with leave they do both."""
    base = run(model, draws)["cbp_incursions"]
    barred = run(model, draws, "M12")["cbp_incursions"]
    allowed = run(model, draws, "M12", may=("M12",))["cbp_incursions"]
    assert np.array_equal(barred.mitigated, base.mitigated)
    assert np.array_equal(barred.incursions, base.incursions)
    assert allowed.mitigated_share().mean() > base.mitigated_share().mean()
    assert not np.array_equal(allowed.incursions, base.incursions)


def test_more_responses_mean_more_incidents(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """Responses, also to false alarms, carry hazards and costs."""
    base = run(model, draws)["cbp_incursions"]
    more = run(model, draws, "M11", "M12", may=("M12",))["cbp_incursions"]
    assert (more.incidents.sum(axis=1) > base.incidents.sum(axis=1)).mean() > 0.95
    assert (
        more.false_responses.sum(axis=1) > base.false_responses.sum(axis=1)
    ).mean() > 0.95
    assert np.median(more.cost_per_incursion()) > np.median(base.cost_per_incursion())
    assert more.responses == pytest.approx(
        more.mitigated / draws["drones_success"][:, None] + more.false_responses
    )


def test_no_more_is_ended_than_seen(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """Mitigated are at most detected, detected at most what came."""
    for result in run(model, draws, "M11", "M12", may=("M12",)).values():
        assert (result.mitigated <= result.detected + 1e-9).all()
        assert (result.detected <= result.incursions + 1e-9).all()


def test_patience_decides(model: AirModel, draws: dict[str, np.ndarray]) -> None:
    """Objects that stay twice as long are ended more often."""
    longer = {**draws, "drones_patience": 2 * draws["drones_patience"]}
    one = run(model, draws)["cbp_incursions"].mitigated
    assert (run(model, longer)["cbp_incursions"].mitigated > one).all()


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT 'Yumma' AS region, 1 AS value", "no region"),
        ("SELECT 'Yuma' AS region, NULL AS value", "no value"),
        ("SELECT 'Yuma' AS region, 0 AS value", "add up to 0"),
    ],
)
def test_bad_shares_are_refused(case: Casebook, sql: str, says: str) -> None:
    """Unknown regions, blanks and empty shares are refused."""
    assert case.threat is not None
    assert case.threat.airspace is not None
    air = case.threat.airspace.model_copy(update={"shares_sql": sql})
    threat = case.threat.model_copy(update={"airspace": air})
    with Sandbox(case.tables) as sandbox, pytest.raises(CasebookError, match=says):
        read_airspace(dataclasses.replace(case, threat=threat), sandbox)


def test_shares_by_region_can_be_given(
    case: Casebook, draws: dict[str, np.ndarray]
) -> None:
    """Shares from a table replace length, and the total stays."""
    assert case.threat is not None
    assert case.threat.airspace is not None
    sql = "SELECT 'Rio Grande Valley' AS region, 3 AS value UNION ALL SELECT 'Yuma', 1"
    air = case.threat.airspace.model_copy(update={"shares_sql": sql})
    threat = case.threat.model_copy(update={"airspace": air})
    with Sandbox(case.tables) as sandbox:
        model = read_airspace(dataclasses.replace(case, threat=threat), sandbox)
    assert model.shares is not None
    assert model.shares.tolist() == [0, 0, 0.25, 0, 0, 0, 0, 0, 0.75]
    found = run(model, draws)["cbp_incursions"]
    assert found.incursions.sum(axis=1) == pytest.approx(draws["drones_cbp"] * 365.25)


def test_regions_and_hours_add_up(
    model: AirModel, draws: dict[str, np.ndarray]
) -> None:
    """Regions add up to the total, hours to regions; the night has its share."""
    result = run(model, draws)["cbp_incursions"]
    total = result.incursions.sum(axis=1)
    assert result.region_incursions.sum(axis=1) == pytest.approx(total)
    assert result.region_mitigated.sum(axis=1) == pytest.approx(
        result.mitigated.sum(axis=1)
    )
    hours = by_hour(model, result, draws)
    assert hours.sum(axis=2) == pytest.approx(result.region_incursions)
    night = hours[:, :, [*range(6), *range(18, 24)]].sum(axis=(1, 2)) / total
    assert night == pytest.approx(draws["drones_night"])
