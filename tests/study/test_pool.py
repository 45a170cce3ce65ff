"""What of the pool is free by day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.pool import free_by_day, free_units, training_by_day

FORCES = """
statuses:
  soldier: {title: Soldier, command: the army, pay: federal, payer: army}
  warden: {title: Warden, command: the town, pay: state, payer: town}
units:
  company: {title: Company, component: active, pool: companies, strength: people, available: half}
  guard: {title: Guard, component: guard, pool: companies, strength: people}
training:
  - {title: Summer camp, units: [company], months: [6], share: half}
rotations:
  - {title: Abroad, unit: company, units: one_unit, tour: tour, overlap: week, first: week}
"""
QUANTITIES = """
  companies: {value: 8, unit: ratio, basis: measured, source: [rates]}
  people: {value: 20, unit: person, basis: measured, source: [rates]}
  half: {value: 0.5, unit: ratio, basis: measured, source: [rates]}
  one_unit: {value: 1, unit: ratio, basis: measured, source: [rates]}
  week: {value: 7, unit: day, basis: measured, source: [rates]}
  tour: {value: 1000, unit: day, basis: measured, source: [rates]}
"""


def pool(folder: Path, old: str = "", new: str = "") -> Casebook:
    (folder / "forces.yaml").write_text(FORCES.replace(old, new) if old else FORCES)
    path = folder / "quantities.yaml"
    path.write_text(path.read_text() + QUANTITIES)
    return open_casebook(folder)


def test_free_by_hand(tiny_folder: Path) -> None:
    """Four of eight are free, two of them in June; one less in the relief."""
    casebook = pool(tiny_folder)
    draws = {n: np.array([q.value]) for n, q in casebook.quantities.items()}
    assert free_units(casebook, draws, "company").tolist() == [4.0]
    free = free_by_day(casebook, draws, "company")[0]
    start = np.datetime64(casebook.front.horizon.start)
    june = (start + np.arange(len(free))).astype("datetime64[M]").astype(int) % 12 == 5
    relief = np.zeros(len(free), dtype=bool)
    relief[7:14] = True
    assert np.allclose(free[june & ~relief], 2.0)
    assert np.allclose(free[~june & ~relief], 4.0)
    assert np.allclose(free[~june & relief], 3.0)
    assert training_by_day(casebook, draws, "guard") is None
    assert free_by_day(casebook, draws, "guard").tolist() == [[8.0]]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("units: [company], months", "units: [compny], months", "no unit type 'compny'; did you mean 'company'?"),
        ("share: half", "share: companies", "a share"),
        ("unit: company, units", "unit: copmany, units", "no unit type 'copmany'"),
        ("tour: tour", "tour: one_unit", "is in ratio, not in day"),
        ("months: [6]", "months: [13]", "less than or equal to 12"),
        ("tour: tour", "tour: never", "no quantity 'never'"),
    ],
)  # fmt: skip
def test_bad_schedules(tiny_folder: Path, old: str, new: str, says: str) -> None:
    """A calendar that cannot be kept is named with its place."""
    with pytest.raises(CasebookError) as caught:
        pool(tiny_folder, old, new)
    found = [str(p) for p in caught.value.problems]
    assert any(says in text and text.startswith("forces.yaml:") for text in found), (
        found
    )
