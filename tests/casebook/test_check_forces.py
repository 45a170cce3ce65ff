"""Force pools that cannot be reckoned with are named, with their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steelyard.casebook.check_forces import check_forces
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook

FORCES = """statuses:
  soldier: {title: Soldier, command: the army, pay: federal, payer: army}
  warden: {title: Warden, command: the town, pay: state, payer: town, military: false}
units:
  company:
    title: Company
    component: active
    pool: companies
    strength: company_people
    available: half
    dwell: two
    reset: week
    recall: week
contingencies:
  storm:
    title: A storm
    needs: {company: few}
    within: week
draws:
  - {covers: [{actions: [A1]}], units: {company: two}}
substitutes:
  - {id: firm, title: A firm, covers: [{actions: [A1]}], share: half, lead: week, rate: day_rate}
mitigations:
  - {id: hire, title: Hire a firm, kind: replace, substitutes: [firm]}
callups:
  - {id: law, title: The law, cites: [law 1], statuses: [soldier], people: company_people}
burdens:
  - {id: hours, title: Hours, rate: long_day, unit: person*hour}
"""
QUANTITIES = """
  companies: {value: 3, unit: ratio, basis: measured, source: [rates]}
  company_people: {value: 20, unit: person, basis: measured, source: [rates]}
  half: {value: 0.5, unit: ratio, basis: measured, source: [rates]}
  two: {value: 2, unit: ratio, basis: measured, source: [rates]}
  few: {value: 1, unit: ratio, basis: measured, source: [rates]}
  week: {value: 7, unit: day, basis: measured, source: [rates]}
  long_day: {value: 2, unit: person*hour/person/day, basis: measured, source: [rates]}
"""


def pool(folder: Path, old: str = "", new: str = "") -> Casebook:
    forces, numbers = FORCES, QUANTITIES
    if old:
        assert old in forces + numbers
        forces, numbers = forces.replace(old, new, 1), numbers.replace(old, new, 1)
    (folder / "forces.yaml").write_text(forces)
    path = folder / "quantities.yaml"
    path.write_text(path.read_text() + numbers)
    return open_casebook(folder)


def test_a_sound_pool(tiny_folder: Path) -> None:
    """Nothing is wrong with it."""
    assert check_forces(pool(tiny_folder)) == []


def test_shipped_pools() -> None:
    """Nor with those that are shipped."""
    for name in ("sr309", "blank"):
        assert check_forces(open_casebook(name)) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("half: {value: 0.5", "half: {value: 1.5", r"forces.yaml:10:\d+", "it must lie within 0 to 1"),
        ("companies: {value: 3", "companies: {value: -3", r"forces.yaml:8:\d+", "a negative amount: 'companies' can be -3"),
        ("company_people: {value: 20", "company_people: {value: 0", r"forces.yaml:9:\d+", "can have no people"),
        ("few: {value: 1,", "few: {value: 9,", r"forces.yaml:17:\d+", "'storm' needs 9 of 'company', and 3 exist at most"),
        ("needs: {company: few}", "needs: {compny: few}", r"forces.yaml:17:\d+", "no unit type or aircraft 'compny'; did you mean 'company'?"),
        ("within: week", "within: few", r"forces.yaml:18:\d+", "'few' is in ratio, not in day"),
        ("pool: companies", "pool: companys", r"forces.yaml:8:\d+", "no quantity 'companys'; did you mean 'companies'?"),
        ("payer: army", "payer: navy", r"forces.yaml:2:\d+", "no payer 'navy'"),
        ("covers: [{actions: [A1]}], units", "covers: [{actions: [A7]}], units", r"forces.yaml:20:\d+", "no action 'A7'"),
        ("substitutes: [firm]", "substitutes: [frim]", r"forces.yaml:24:\d+", "no substitute 'frim'; did you mean 'firm'?"),
        ("rate: long_day", "rate: week", r"forces.yaml:28:\d+", "'week' is in day, not in (person*hour)/person/day"),
    ],
)  # fmt: skip
def test_bad_pools(
    tiny_folder: Path, old: str, new: str, place: str, says: str
) -> None:
    """Each is found, with file, line and what would be right."""
    with pytest.raises(CasebookError) as caught:
        pool(tiny_folder, old, new)
    found = [str(p) for p in caught.value.problems]
    assert any(re.match(place, text) and says in text for text in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: replace, substitutes: [firm]", "kind: mix, share: half", "mix needs source_units, target_unit and share"),
        (", people: company_people}", "}", "give people, days or both"),
        ("needs: {company: few}", "needs: {}", "at least 1"),
    ],
)  # fmt: skip
def test_pools_that_are_not_read(
    tiny_folder: Path, old: str, new: str, says: str
) -> None:
    """What the schema refuses is named where it stands."""
    with pytest.raises(CasebookError, match=rf"forces.yaml:\d+:\d+: .*{says}"):
        pool(tiny_folder, old, new)
