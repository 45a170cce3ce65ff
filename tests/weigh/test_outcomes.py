"""Outcomes of a run as an array."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.weigh.outcomes import Outcomes, Scale, column, read_outcomes

MEASURES = """
measures:
  - {id: cost, row: cost, title: Cost, unit: USD, direction: less_is_better, model: money.total, threshold: cap}
  - {id: army, row: cost, title: Cost to the army, unit: USD, direction: less_is_better, model: money.payer.army}
  - {id: days, row: readiness, title: Days of people, unit: person*day, direction: less_is_better, model: money.use.person_days}
  - {id: peace, row: effect, title: Peace, unit: ratio, direction: more_is_better, model: peace.index}
"""


def test_model_names_find_their_columns() -> None:
    """A measure's model finds the column that it stands for, or none."""
    names = ["cost", "cost.payer.dod", "bed_days", "law.domestic"]
    assert column("money.total", names) == "cost"
    assert column("money.payer.dod", names) == "cost.payer.dod"
    assert column("money.use.bed_days", names) == "bed_days"
    assert column("law.domestic", names) == "law.domestic"
    assert column("money.gap", names) is None
    assert column("money.payer.states", names) is None


def test_sr309_measures_of_money_and_forces(sr309: Casebook, sr309_run: Run) -> None:
    """What no appropriation covers, time at home and airlift come from the run."""
    run = sr309_run
    found = read_outcomes(sr309, run)
    table = run.table("counter-drone")
    at = found.courses.index("counter-drone")
    for measure, name in (
        ("unfunded", "gap.real"),
        ("readiness_days", "military_days"),
        ("dwell_breaches", "readiness.short"),
        ("airlift_margin", "readiness.margin"),
        ("civil_share", "civil_share"),
    ):
        assert np.array_equal(found.of(measure)[at], table.column(name).to_numpy())
    whole = table.column("person_days").to_numpy()
    assert np.all(found.of("readiness_days")[at] <= whole)
    gap, real = (table.column(n).to_numpy() for n in ("gap", "gap.real"))
    assert np.array_equal(gap > 0, real > 0)
    assert np.allclose(gap, real, rtol=0.05)
    nothing = run.table("nothing").column("readiness.margin").to_numpy()
    assert np.all(found.of("airlift_margin")[at] <= nothing + 1e-3)


def test_outcomes_of_a_run(tiny_folder: Path, tmp_path: Path) -> None:
    """Values, thresholds in the measure's unit and year, and what is missing."""
    (tiny_folder / "measures.yaml").write_text(MEASURES)
    path = tiny_folder / "quantities.yaml"
    cap = "  cap: {value: 2000, unit: USD, price_year: 2024, basis: measured, source: [talk]}\n"
    path.write_text(path.read_text() + cap)
    casebook = open_casebook(tiny_folder)
    run = assess(casebook, tmp_path, Options(futures=64))
    found = read_outcomes(casebook, run)
    assert found.courses == tuple(casebook.courses)
    assert found.ranked() == ("cost", "army", "days")
    assert [n.id for n in found.not_evaluated] == ["peace"]
    table = run.table("guard")
    assert np.array_equal(found.of("cost")[2], table.column("cost").to_numpy())
    assert np.all(found.of("army")[0] == 0)
    assert np.all(found.of("army")[2] > 0)
    level = found.thresholds[:, 0]
    assert np.all(level == level[0])
    assert 1000 < level[0] < 4000
    assert np.isnan(found.thresholds[:, 1]).all()
    assert found.scale("cost").unit == f"USD of {casebook.front.currency_year}"


def test_null_course_against_itself(tiny: Casebook, tmp_path: Path) -> None:
    """Two runs of doing nothing differ by exactly nothing."""
    one = read_outcomes(tiny, assess(tiny, tmp_path / "a", Options(["nothing"], 64)))
    two = read_outcomes(tiny, assess(tiny, tmp_path / "b", Options(None, 64)))
    assert np.array_equal(one.values[0], two.values[0])


def test_failures_are_counted() -> None:
    """A future in which a course failed is counted against that course."""
    values = np.ones((2, 3, 1))
    values[1, 2, 0] = np.nan
    scale = Scale("m", "m", "USD", "less_is_better")
    found = Outcomes(("a", "b"), (scale,), values, np.full((3, 1), np.nan))
    assert found.failed().tolist() == [0, 1]
    with pytest.raises(ValueError, match="no measure 'x'"):
        found.of("x")
    with pytest.raises(ValueError, match="values must have shape"):
        Outcomes(("a",), (scale,), values, np.full((3, 1), np.nan))
