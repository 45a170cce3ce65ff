"""The line of the first casebook under its courses."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.border.course import LineModel, LineResult, read_line, under
from steelyard.stress.migration import flow as arrivals

N = 200
FULL = np.ones((N, 12))
World = tuple[LineModel, arrivals.FlowModel, arrivals.Arrivals, dict[str, np.ndarray]]


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="module")
def world(case: Casebook) -> World:
    with Sandbox(case.tables) as sandbox:
        flow = arrivals.read_flow(case, sandbox, "between_ports")
        line = read_line(case, sandbox, flow)
    rng = np.random.default_rng(1)
    draws = {}
    for id_, q in case.quantities.items():
        low, high = q.range or (q.value, q.value)
        draws[id_] = low + rng.random(N) * (high - low)
    base = arrivals.baseline(flow, "2025-02-01", "2026-02-01", np.arange(N), 1)
    return line, flow, base, draws


def run(
    world: World,
    levels: dict[str, np.ndarray],
    may: dict[str, np.ndarray] | None = None,
) -> LineResult:
    line, _, base, draws = world
    return under(line, base, base, draws, levels, may)


def test_the_null_course_is_the_baseline_to_the_bit(world: World) -> None:
    """Encounters of a course that does nothing are the arrivals themselves."""
    base = world[2].monthly
    assert np.array_equal(run(world, {}).encounters, base)
    assert np.array_equal(
        run(world, {"M02": 0 * FULL, "naloxone": FULL}).encounters, base
    )


def test_attempts_add_up(world: World) -> None:
    """Each attempt ends in an encounter, a turn-back or a got-away."""
    for levels in ({}, {"M06": FULL, "bp-agents": FULL}):
        found = run(world, levels)
        ends = found.encounters + found.turned_back + found.got_away
        assert ends == pytest.approx(found.attempts)
        assert ((found.stopped > 0) & (found.stopped < 1)).all()


def test_the_published_rate_is_met_where_it_can_be(world: World) -> None:
    """In most futures the line stops the published share; the others are counted."""
    found = run(world, {})
    assert found.capped < 0.25


def test_soldiers_arrest_only_where_the_ruling_lets_them(world: World) -> None:
    """Without leave their presence watches and relieves; with it they stop people."""
    levels = {"M06": FULL}
    without = run(world, levels)
    assert (without.support == 0).all()
    leave = run(world, levels, {"M06": np.ones(N)})
    assert (leave.support > 0).all()
    assert leave.got_away.sum() < without.got_away.sum() < run(world, {}).got_away.sum()
    half = run(world, levels, {"M06": (np.arange(N) % 2).astype(float)})
    assert np.array_equal(
        half.support[::2], without.support[::2] + 0 * half.support[::2]
    )


def test_support_without_powers_ignores_leave(world: World) -> None:
    """Logistics never arrest, whatever the ruling says."""
    one = run(world, {"M02": FULL})
    two = run(world, {"M02": FULL}, {"M02": np.ones(N)})
    assert np.array_equal(one.encounters, two.encounters)


def test_three_for_one(world: World) -> None:
    """Relief adds agents on the line by people x share x relief, no more."""
    line, _, base, draws = world
    plain = {
        **draws,
        "line_relieve": np.full(N, 1 / 3),
        "line_watch_logistics": np.zeros(N),
    }
    more = under(line, base, base, plain, {"M02": FULL}).agents.sum(axis=2)
    less = under(line, base, base, plain, {}).agents.sum(axis=2)
    share = plain["line_support_available"] * plain["line_shift"] / 24
    assert (more - less)[:, 0] == pytest.approx(plain["support_force"] * share / 3)


def test_every_declared_lever_moves_the_line(case: Casebook, world: World) -> None:
    """Each action named by the line changes got-aways."""
    spec = world[0].spec
    still = run(world, {}).got_away
    named = (
        {i.on for i in spec.support}
        | set(spec.agents)
        | set(spec.sensor_effects)
        | set(spec.barrier)
    )
    for action in named:
        assert not np.array_equal(run(world, {action: FULL}).got_away, still), action


def test_deterred_attempts_are_fewer_encounters(world: World) -> None:
    """What migration takes away from attempts comes out of encounters."""
    line, _, base, draws = world
    fewer = dataclasses.replace(base, monthly=0.5 * base.monthly)
    found = under(line, base, fewer, draws, {})
    assert found.attempts == pytest.approx(0.5 * run(world, {}).attempts)
    assert (found.encounters > 0.5 * base.monthly * 0.999).all()


def test_agent_hours_count_agents_only(world: World) -> None:
    """Hours on the line are those of agents; added agents raise them."""
    base = run(world, {}).agent_hours()
    assert np.median(base) == pytest.approx(2900 * 365.25 * 24, rel=0.1)
    assert (run(world, {"bp-agents": FULL}).agent_hours() > base).all()


def test_the_range_of_displacement_holds_the_fit(case: Casebook, world: World) -> None:
    """The quantity is what the record gives: its range is two standard errors."""
    from steelyard.stress.border.displacement import fit_displacement

    line = world[0]
    years, agents, encounters = line.agents.together(line.encounters, 2000, 2019)
    fit = fit_displacement(years, line.regions, agents, encounters)
    quantity = case.quantities["line_displacement"]
    assert quantity.range is not None
    assert quantity.value == pytest.approx(fit.elasticity, abs=0.05)
    assert quantity.range[0] == pytest.approx(fit.elasticity - 2 * fit.error, abs=0.1)
    assert quantity.range[1] == pytest.approx(fit.elasticity + 2 * fit.error, abs=0.1)
