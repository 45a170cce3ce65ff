"""Courses costed over futures, as `assess` costs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.costed import costed
from steelyard.study.futures import sample


def test_the_same_costs_as_a_run(tiny: Casebook, tmp_path: Path) -> None:
    """Futures, order and sums are those of `assess`."""
    run = assess(tiny, tmp_path, Options(None, 300, 7, 1))
    both = costed(tiny, ["guard", "reserve"], 300, 7)
    for course, found in both.lines.items():
        mine = np.sum([x.cost.sum(axis=1) for x in found], axis=0)
        assert np.allclose(mine, run.table(course).column("cost").to_numpy())


def test_point_estimate(tiny: Casebook) -> None:
    """With every quantity at its value and guards settling in ten days."""
    point = costed(tiny, ["guard"], 1, 1).points["guard"]
    guards = 40 * 200 * 1.04 * (365 - 5)
    assert point == pytest.approx(guards + 5 * 150 * 365)


def test_an_unknown_course(tiny: Casebook) -> None:
    """It is named, with the nearest."""
    with pytest.raises(CasebookError, match="no course 'gard'; did you mean 'guard'"):
        costed(tiny, ["gard"], 1, 1)


def test_correlated_quantities(tiny_folder: Path) -> None:
    """A group of the budget errs together, and no other quantity moves."""
    before = sample(open_casebook(tiny_folder), 512, 1)
    path = tiny_folder / "budget.yaml"
    path.write_text(
        path.read_text()
        + "correlation: [{id: g, quantities: [guards, day_rate], rho: half}]\n"
    )
    path = tiny_folder / "quantities.yaml"
    path.write_text(
        path.read_text()
        + "  half: {value: 0.5, unit: ratio, basis: measured, source: [rates]}\n"
    )
    after = sample(open_casebook(tiny_folder), 512, 1)
    assert after.names == before.names
    pair = [after.names.index(n) for n in ("guards", "day_rate")]
    rest = [i for i in range(len(after.names)) if i not in pair]
    assert np.array_equal(after.points[:, rest], before.points[:, rest])
    rho = np.corrcoef(after.points[:, pair], rowvar=False)[0, 1]
    assert 0.35 < rho < 0.6
