"""Plans made once and flown in the chain."""

from __future__ import annotations

from pathlib import Path

import fed_case
import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.chain import only, run_chain
from steelyard.study.flown import flown, planned
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.levels import levels_of
from steelyard.study.people import simulate_course
from steelyard.study.scene import Scene, scene

MOVEMENT = (
    "movement.flights_planned",
    "movement.flights_refused",
    "movement.flights_cancelled",
    "movement.flights_without_aircraft",
    "movement.seats_planned",
    "movement.seats_flown",
    "movement.people_planned",
    "movement.people_flown",
)


@pytest.fixture(scope="module")
def kit(sr309: Casebook) -> Kit:
    return read_kit(sr309)


@pytest.fixture(scope="module")
def here(kit: Kit) -> Scene:
    return scene(kit, sample(kit.casebook, 4, 1), slice(0, 4))


def test_a_plan_is_made_once(sr309: Casebook) -> None:
    """The same again, and for a course that moves the same people."""
    first = planned(sr309, "detention-airlift", 1)
    assert first is not None
    assert planned(sr309, "detention-airlift", 1) is first
    assert planned(sr309, "package-2", 1) is first
    assert planned(sr309, "civil", 1) is not first
    assert planned(sr309, "nothing", 1) is None


def test_columns_are_the_same_for_all_courses(kit: Kit, here: Scene) -> None:
    """Zero where no plan feeds a link, and its links keep their timetable."""
    found = {
        course: run_chain(kit, here, course, only("movement"))
        for course in ("nothing", "civil")
    }
    for columns, _ in found.values():
        assert tuple(n for n in columns if n.startswith("movement.")) == MOVEMENT
    nothing, given = found["nothing"]
    assert not any(nothing[name].any() for name in MOVEMENT)
    assert given["seats"] is None
    civil, given = found["civil"]
    assert set(given["seats"]) == {"flights_central"}
    seats = civil["movement.seats_flown"]
    assert (seats <= civil["movement.seats_planned"]).all()
    assert np.array_equal(given["seats"]["flights_central"].sum(axis=1), seats)
    assert (civil["movement.people_flown"] <= civil["movement.seats_flown"]).all()


def test_a_fleet_waits_for_its_action(kit: Kit, here: Scene) -> None:
    """Added charters fly from 1 March, and fewer while their action ramps up."""
    levels = levels_of(kit, here, "civil")
    found = flown(kit, here, "civil", levels)
    assert found is not None
    plan = found.schedule
    added = [k.id for k in plan.fleets].index("charter_added")
    assert plan.day[plan.fleet == added].min() >= 28


def test_the_people_link_takes_the_seats(kit: Kit, here: Scene) -> None:
    """Its seats are those flown, none cancelled or added, but where nobody waits."""
    levels = levels_of(kit, here, "civil")
    found = flown(kit, here, "civil", levels)
    assert found is not None
    seats = found.seats["flights_central"].sum(axis=1)
    block = simulate_course(kit.casebook, "civil", 4, 1, cohort=50.0)
    link = block.names.stations.index("flights_central")
    off = block.seats[:, link] - seats
    assert (off <= 25.0).all()
    assert (np.abs(off) <= 25.0).sum() >= 3
    assert (block.through("flights_central")[:, -1] <= seats + 25.0).all()
    assert block.through("flights_central")[:, -1].min() > 0


def test_without_a_declaration_there_are_no_columns(tmp_path: Path) -> None:
    """A casebook that does not say how plans are flown is as it was."""
    casebook = fed_case.case(tmp_path, 450, 5, flown="", more="")
    kit = read_kit(casebook)
    here = scene(kit, sample(casebook, 2, 1), slice(0, 2))
    columns, given = run_chain(kit, here, "contract", only("movement"))
    assert not any(name.startswith("movement.") for name in columns)
    assert given["seats"] is None
