"""The menu, courses and numbers of SR309."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from steelyard.casebook.quantity import Quantity
from steelyard.casebook.reader import shipped
from steelyard.casebook.schema.actions import Action, ActionsFile
from steelyard.casebook.schema.budget import BudgetFile
from steelyard.casebook.schema.courses import CoursesFile
from steelyard.casebook.schema.escalation import EscalationFile
from steelyard.casebook.schema.forces import ForcesFile
from steelyard.casebook.schema.measures import MeasuresFile
from steelyard.casebook.schema.movement import MovementFile
from steelyard.casebook.schema.quantities import QuantitiesFile
from steelyard.casebook.schema.sites import SitesFile
from steelyard.casebook.units import dimension, factor
from steelyard.casebook.yamlfile import load_yaml

M = TypeVar("M", bound=BaseModel)

CPI = {2018: 251.107, 2025: 321.943}
"""CPI-U, US city average, annual mean (BLS)."""

PRESENT = {
    "present-dod-support",
    "present-state-guard",
    "present-ice-detention",
    "present-ice-air",
    "present-atd",
}


def folder() -> Path:
    """Return the folder of the shipped casebook."""
    return shipped()["sr309"]


def read(model: type[M], name: str) -> M:
    """Read one of its files."""
    return model.model_validate(load_yaml(folder() / name, name).data)


@cache
def quantities() -> dict[str, Quantity]:
    """Return the quantities of both files."""
    first = read(QuantitiesFile, "quantities.yaml").quantities
    return {**first, **read(QuantitiesFile, "quantities-movement.yaml").quantities}


@cache
def actions() -> dict[str, Action]:
    """Return the actions by id."""
    return {a.id: a for a in read(ActionsFile, "actions.yaml").actions}


@cache
def courses() -> CoursesFile:
    """Return the courses."""
    return read(CoursesFile, "courses.yaml")


def test_menu_holds_every_mission_form_and_rung() -> None:
    """The menu has SR309's 28 missions, 7 forms of force and 14 rungs, in order."""
    by_kind: dict[str, list[str]] = {}
    for action in actions().values():
        by_kind.setdefault(action.kind, []).append(action.id)
    assert by_kind["mission"] == [f"M{i:02d}" for i in range(1, 29)]
    assert by_kind["force"] == [f"FM{i}" for i in range(1, 8)]
    assert by_kind["rung"] == [f"E{i:02d}" for i in range(14)]
    assert [actions()[f"E{i:02d}"].rung for i in range(14)] == list(range(14))


def test_no_two_actions_or_courses_share_an_id() -> None:
    """Ids of actions and of courses are unique."""
    assert len(read(ActionsFile, "actions.yaml").actions) == len(actions())
    ids = [course.id for course in courses().courses]
    assert len(ids) == len(set(ids)) >= 13


def test_uses_multiply_to_money() -> None:
    """Amount x rate (x days) of each use is money."""
    for action in actions().values():
        for use in action.uses:
            amount, rate = quantities()[use.amount], quantities()[use.rate]
            unit = dimension(amount.unit) * dimension(rate.unit)
            per = dimension("day") if use.recurring else dimension("ratio")
            assert unit * per == dimension("USD"), f"{action.id}.{use.id}"


def test_uses_name_known_payers_and_statuses() -> None:
    """Each use is paid by a payer of the budget, in a status of the forces."""
    payers = read(BudgetFile, "budget.yaml").payers
    statuses = read(ForcesFile, "forces.yaml").statuses
    for action in actions().values():
        for use in action.uses:
            assert use.payer in payers
            assert use.status is None or use.status in statuses
    assert all(status.payer in payers for status in statuses.values())


def test_effects_point_at_measures() -> None:
    """Each stated effect moves a measure of the card."""
    measures = {m.id for m in read(MeasuresFile, "measures.yaml").measures}
    for action in actions().values():
        assert {effect.target for effect in action.effects} <= measures, action.id


def test_measures_have_units_that_can_be_read() -> None:
    """Each measure's unit is known, and each row of the card has a measure."""
    found = read(MeasuresFile, "measures.yaml").measures
    for measure in found:
        assert dimension(measure.unit) is not None
    assert {m.row for m in found} == {
        *("cost", "appropriateness", "readiness", "risk"),
        *("legality", "lethality", "effect"),
    }


def test_no_number_is_idle() -> None:
    """Each quantity is used by an action, course, account, fleet, site or force."""
    files = [
        *("actions.yaml", "courses.yaml", "budget.yaml"),
        *("movement.yaml", "forces.yaml", "sites.yaml"),
    ]
    used = set[str]()
    for name in files:
        used |= _words(load_yaml(folder() / name, name).data)
    assert set(quantities()) - used == set()


def _words(data: object) -> set[str]:
    if isinstance(data, dict):
        return set().union(*(_words(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(_words(value) for value in data))
    return {data} if isinstance(data, str) else set()


def test_every_assumption_says_so_in_words() -> None:
    """An assumed quantity has a range and names this casebook as its source."""
    for id_, quantity in quantities().items():
        if quantity.basis == "assumed":
            assert quantity.range is not None, id_
            assert "casebook-assumption" in quantity.source, id_


def test_nominal_values_lie_well_inside_ranges() -> None:
    """Of a force or site that SR309 does not size, the value is not at an end."""
    for use in (u for a in actions().values() for u in a.uses):
        amount = quantities()[use.amount]
        if amount.basis == "assumed" and amount.range is not None:
            low, high = amount.range
            assert low + 0.1 * (high - low) < amount.value < high, use.amount


def test_courses_list_the_present_practice() -> None:
    """Each course holds what goes on anyhow, so that differences are additions."""
    for course in courses().courses:
        assert {part.action for part in course.parts} >= PRESENT, course.id


def test_nothing_adds_nothing() -> None:
    """The baseline is the present practice alone, for the whole horizon."""
    nothing = next(c for c in courses().courses if c.kind == "baseline")
    assert nothing.id == "nothing"
    assert {part.action for part in nothing.parts} == PRESENT
    assert all(part.start is None and part.end is None for part in nothing.parts)


def test_civil_course_has_no_new_military_action() -> None:
    """What the civil course adds is civil."""
    civil = next(c for c in courses().courses if c.kind == "civil")
    added = [actions()[p.action] for p in civil.parts if p.action not in PRESENT]
    assert {action.kind for action in added} == {"civil"}
    for action in added:
        assert {use.payer for use in action.uses}.isdisjoint({"dod", "states"})


def test_required_actions_come_first() -> None:
    """What an action requires is in the same course and starts no later."""
    for course in courses().courses:
        starts: dict[str, str] = {}
        for part in course.parts:
            start = part.start or "2025-02-01"
            starts[part.action] = min(start, starts.get(part.action, start))
        for id_, start in starts.items():
            for needed in actions()[id_].requires:
                assert starts.get(needed, "9999") <= start, f"{course.id}: {id_}"


def test_package_grows_by_steps() -> None:
    """Each step of SR309's package holds the one before."""
    steps = [
        {part.action for part in course.parts}
        for course in courses().courses
        if course.id.startswith("package-")
    ]
    assert steps[0] < steps[1] < steps[2]


def test_force_abroad_stays_abstract() -> None:
    """What uses force in Mexico carries no forces, equipment or cost."""
    force = {"strike_objects", "strike_persons", "cuas_kinetic", "cuas_jam"}
    abroad = [
        action
        for action in actions().values()
        if any(a.place.startswith("mx_") and a.activity in force for a in action.acts)
    ]
    assert {a.id for a in abroad} >= {"M21", "M23", "M24", "M25", "M26", "M27"}
    assert all(not action.uses and action.not_costed for action in abroad)


def test_ladder_and_menu_agree() -> None:
    """Each rung of the ladder is an action of the same rung; its gates exist."""
    ladder = read(EscalationFile, "escalation.yaml")
    assert [rung.rung for rung in ladder.rungs] == list(range(14))
    for rung in ladder.rungs:
        assert rung.action is not None
        assert actions()[rung.action].rung == rung.rung
        assert set(rung.preconditions) <= set(ladder.preconditions)
    for gate in ladder.preconditions.values():
        assert set(gate.met_by) <= set(actions())
    assert {r.player for r in ladder.responses} <= set(ladder.players)


def test_fleets_airports_and_sites_use_known_numbers() -> None:
    """Each id in the movement file names a quantity or an airport, units right."""
    movement = read(MovementFile, "movement.yaml")
    known = quantities()
    for fleet in movement.fleets.values():
        assert dimension(known[fleet.seats].unit) == dimension("person")
        assert dimension(known[fleet.range].unit) == dimension("mile")
        assert dimension(known[fleet.speed].unit) == dimension("knot")
        assert dimension(known[fleet.hours_per_day].unit) == dimension("hour/day")
        assert dimension(known[fleet.cost_per_hour].unit) == dimension("USD/hour")
    for airport in movement.airports.values():
        assert airport.parking in known
    for demand in movement.demand:
        assert {demand.origin, demand.destination} <= set(movement.airports)
        assert demand.people in known
    sites = read(SitesFile, "sites.yaml")
    spots = (*sites.candidates.values(), *sites.areas.values())
    assert {s.airport for s in spots if s.airport} <= set(movement.airports)


def _usd(quantity: Quantity, unit: str, end: int | None = None) -> float:
    value = quantity.value if end is None else (quantity.range or (0, 0))[end]
    year = quantity.price_year or 2025
    return value * factor(quantity.unit, unit) * CPI[2025] / CPI[year]


def test_a_year_of_ten_thousand_matches_what_the_department_named() -> None:
    """10,000 people for a year cost 1 to 2 billion USD, as named in 2025."""
    day = _usd(quantities()["active_day"], "USD/person/day")
    setup = _usd(quantities()["active_setup"], "USD/person")
    assert 1.0e9 < 10_000 * (365 * day + setup) < 2.0e9


def test_guantanamo_to_march_2025_is_within_the_ranges() -> None:
    """900 people for 42 days and their set-up bracket the reported 39.3 million USD."""
    day, setup = quantities()["active_day"], quantities()["active_setup"]
    low, high = (
        900 * (42 * _usd(day, "USD/person/day", i) + _usd(setup, "USD/person", i))
        for i in (0, 1)
    )
    assert low < 39.3e6 < high
