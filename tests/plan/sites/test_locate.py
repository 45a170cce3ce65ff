"""Location: proven optima against enumeration and a general solver; the file format."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from steelyard.plan.sites.cflp import Cflp
from steelyard.plan.sites.generated import generated
from steelyard.plan.sites.lagrangian import Pricing, ascend
from steelyard.plan.sites.locate import Effort, locate
from steelyard.plan.sites.orlib import FormatError, read_orlib, write_orlib
from steelyard.plan.sites.strong import solve_strong
from steelyard.plan.sites.transport import Transport


def enumerated(problem: Cflp) -> float:
    transport = Transport(problem)
    sets = product((False, True), repeat=problem.sites)
    return min(transport.at(np.array(s))[0] for s in sets if any(s))


@pytest.mark.parametrize("seed", range(6))
def test_optimum_is_that_of_enumeration(seed: int) -> None:
    """All sets of sites, costed one by one, hold none that is cheaper."""
    problem = generated(7, 15, np.random.default_rng(seed), 2.5, 0.4)
    found = locate(problem)
    assert found.objective == pytest.approx(enumerated(problem), rel=1e-9)
    assert found.bound == pytest.approx(found.objective, rel=1e-6)


@pytest.mark.parametrize(("sites", "customers"), [(16, 50), (20, 20), (12, 60)])
def test_optimum_is_that_of_the_strong_form(sites: int, customers: int) -> None:
    """The general solver proves the same; as many sites as customers included."""
    problem = generated(sites, customers, np.random.default_rng(3), 3.0)
    _, answer = solve_strong(problem)
    assert locate(problem).objective == pytest.approx(answer.objective, rel=1e-7)


def test_unequal_capacities() -> None:
    """Where capacities differ the cover is a relaxation, and the optimum the same."""
    rng = np.random.default_rng(5)
    base = generated(12, 40, rng, 3.0)
    capacity = np.round(base.capacity * rng.uniform(0.6, 1.4, 12))
    problem = Cflp(capacity, base.fixed, base.demand, base.cost)
    _, answer = solve_strong(problem)
    assert locate(problem).objective == pytest.approx(answer.objective, rel=1e-7)


def test_any_prices_give_a_bound() -> None:
    """No prices of customers bound above the optimum."""
    problem = generated(8, 20, np.random.default_rng(1), 3.0)
    best = enumerated(problem)
    rng = np.random.default_rng(2)
    for _ in range(50):
        prices = rng.uniform(0, 2, 20) * problem.cost.mean(axis=0)
        assert Pricing(problem).at(prices).bound <= best * (1 + 1e-9)
    top, _ = ascend(Pricing(problem), problem.cost.min(axis=0), best, 200)
    assert top.bound <= best * (1 + 1e-9)


def test_stopped_early_it_says_how_far_it_got() -> None:
    """With no node allowed, plan and bound stand, with the gap between them."""
    problem = generated(30, 120, np.random.default_rng(4), 6.0)
    found = locate(problem, effort=Effort(rounds=1, steps=20, nodes=0))
    assert found.bound <= found.objective
    assert found.bound <= locate(problem).objective * (1 + 1e-9)


def test_format(tmp_path: Path) -> None:
    """What is written is read; the word `capacity` makes four problems of capa."""
    problem = generated(3, 4, np.random.default_rng(0), 2.0)
    path = tmp_path / "mine.txt"
    write_orlib(problem, path)
    [(name, read)] = list(read_orlib(path))
    assert name == "mine"
    assert np.allclose(read.cost, problem.cost)
    text = "2 1\ncapacity 5.\ncapacity 7.\n10\n1.5 2.5\n"
    (tmp_path / "capa.txt").write_text(text)
    names = {name: p.capacity[0] for name, p in read_orlib(tmp_path / "capa.txt")}
    assert names == {"capa1": 8000, "capa2": 10000, "capa3": 12000, "capa4": 14000}
    assert locate(next(read_orlib(tmp_path / "capa.txt"))[1]).objective == 6.5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2 1\n5 1\n5 x\n3\n1 1", "word 6 is 'x'"),
        ("2 1\n5 1\n5 1\n3\n1", "make 9 numbers"),
        ("2 1\n1 1\n1 1\n3\n1 1", "hold 2 together"),
        ("2 1\n5 -1\n5 1\n3\n1 1", "at least 0"),
        ("2 1\ncapacity 1\n5 1\n3\n1 1", "--capacity"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, text: str, says: str) -> None:
    """What does not fit is named with the file."""
    path = tmp_path / "bad.txt"
    path.write_text(text)
    with pytest.raises(FormatError, match=says):
        list(read_orlib(path))
