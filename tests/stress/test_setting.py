"""The whole setting under every course of the first casebook."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.setting import (
    Ground,
    Setting,
    measures,
    prepare,
    read_setting,
    run,
)

N = 64
FULL = np.ones((N, 12))
MONTHS = tuple([f"2025-{m:02d}" for m in range(2, 13)] + ["2026-01"])
World = tuple[Casebook, Setting, Ground, dict[str, np.ndarray]]


@pytest.fixture(scope="module")
def world() -> World:
    case = open_casebook("sr309")
    setting = read_setting(case)
    rng = np.random.default_rng(1)
    draws = {}
    for id_, q in case.quantities.items():
        low, high = q.range or (q.value, q.value)
        draws[id_] = low + rng.random(N) * (high - low)
    return case, setting, prepare(setting, MONTHS, np.arange(N), 1), draws


def course(world: World, *actions: str) -> dict[str, np.ndarray]:
    _, setting, ground, draws = world
    happening = run(setting, ground, draws, dict.fromkeys(actions, FULL))
    return measures(setting, happening, draws)


def test_every_measure_of_the_casebook_is_given(world: World) -> None:
    """Each measure whose model is the setting's has a value in every future."""
    case = world[0]
    wanted = {m.model for m in case.measures.values() if m.model.startswith("threat.")}
    found = course(world)
    assert wanted <= set(found)
    assert all(v.shape == (N,) and np.isfinite(v).all() for v in found.values())


def test_every_course_is_nothing_plus_its_declared_levers(world: World) -> None:
    """Courses that name a lever of the setting move it; the others move nothing."""
    case, setting = world[:2]
    assert case.threat is not None
    named = {e.on for f in case.threat.flows.values() for e in f.effects}
    assert setting.routes is not None
    assert setting.air is not None
    assert setting.line is not None
    named |= {e.on for e in setting.routes.spec.effects}
    named |= {e.on for e in setting.air.spec.effects}
    named |= {r.on for r in setting.air.spec.responders}
    line = setting.line.spec
    named |= (
        {s.on for s in line.support}
        | set(line.agents)
        | set(line.sensor_effects)
        | set(line.barrier)
    )
    base = course(world, *(p.action for p in case.courses["nothing"].parts))
    none = course(world)
    assert all(np.array_equal(base[k], none[k]) for k in none)
    for id_, item in case.courses.items():
        actions = {p.action for p in item.parts}
        found = course(world, *actions)
        moved = any(not np.array_equal(found[k], base[k]) for k in base)
        assert moved == bool(actions & named), id_


def test_blocks_are_parts_of_the_whole(world: World) -> None:
    """Futures run in a block of their own give what they give among others."""
    _, setting, ground, draws = world
    part = prepare(setting, MONTHS, np.arange(20, 40), 1)
    some = {k: v[20:40] for k, v in draws.items()}
    levels = {"M06": FULL, "nii-scanners": FULL}
    one = measures(setting, run(setting, ground, draws, levels), draws)
    few = {k: v[20:40] for k, v in levels.items()}
    two = measures(setting, run(setting, part, some, few), some)
    for key, value in two.items():
        assert np.allclose(one[key][20:40], value, rtol=1e-12), key


def test_a_casebook_without_a_setting() -> None:
    """The blank casebook has no models, and so no measures."""
    setting = read_setting(open_casebook("blank"))
    ground = prepare(setting, ("2025-01",), np.arange(3), 1)
    assert measures(setting, run(setting, ground, {}, {}), {}) == {}


def test_violence_is_read(world: World) -> None:
    """Sources of violence come with the setting."""
    assert world[1].violence is not None
    assert len(world[1].violence.sources) == 2
