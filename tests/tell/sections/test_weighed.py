"""Sections on weighing, on a casebook with measures that differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.store import Run, read_json
from steelyard.tell.dossier import dossier, read_material
from steelyard.tell.sections import explorer, fails, matters, outcomes, regret
from steelyard.tell.sections.care import care, gates
from steelyard.tell.sections.front import breaches
from steelyard.tell.sections.weighed import weighed
from steelyard.tell.show import percent
from steelyard.weigh.exhibit import front
from steelyard.weigh.outcomes import read_outcomes


@pytest.fixture
def run(sr309_run: Run) -> Run:
    return sr309_run


def test_at_most_seven_measures_that_differ(run: Run) -> None:
    """Up front stand measures of several rows, none on which courses agree."""
    case = open_casebook("sr309")
    found = read_outcomes(case, run)
    shown = front(found)
    assert 2 < len(shown) <= 7
    rows = [case.measures[i].row for i in shown]
    assert "cost" in rows
    assert "effect" in rows
    for i in shown:
        assert case.measures[i].direction != "neither"
        assert (found.of(i).max(axis=0) > found.of(i).min(axis=0)).any()


def test_numbers_on_the_page_are_those_of_the_run(run: Run) -> None:
    """The table shows the medians of the parts, and the best has no shade."""
    m = read_material(run)
    w = weighed(m)
    assert w is not None
    table = outcomes._table(w, list(w.front))
    at = w.front.index("cost_total")
    boxes = {course: row[at] for course, row in table.items()}
    costs = {c: m.run.table(c).column("cost").to_numpy() for c in boxes}
    cheapest = min(costs, key=lambda c: float(costs[c].mean()))
    assert boxes[cheapest] is not None
    assert boxes[cheapest].shade == 0
    for course, box in boxes.items():
        assert box is not None
        middle = sorted(costs[course])[len(costs[course]) // 2]
        shown = float(re.sub(r"[^\d.]", "", box.text.split()[0]))
        assert shown == pytest.approx(middle / 1e9, rel=0.02)


def test_sections_render_and_praise_no_course(run: Run) -> None:
    """Each has text, and none uses a word of advice."""
    m = read_material(run)
    for section in (outcomes, regret, explorer, fails, matters):
        text = str(section.render(m)).lower()
        assert text
        for word in ("recommend", "winner", "optimal course", "should choose"):
            assert word not in text
    m.plates.drawings()


def test_without_measures_nothing_is_weighed(tiny_run: Run, tmp_path: Path) -> None:
    """A run whose exhibit has nothing to compare leaves the sections out."""
    data = read_json(tiny_run.exhibit("weigh"))
    if data["front"]:
        m = read_material(tiny_run)
        assert weighed(m) is not None
        assert not explorer.render(m)  # one measure makes no trade-off
        m.plates.drawings()
    assert dossier(tiny_run, tmp_path / "d.html").is_file()


def test_page_one_counts_care_in_every_course(run: Run) -> None:
    """Shares and medians are those of the parts; gates carry the report's words."""
    m = read_material(run)
    rows = {row.course: row for row in care(m)}
    assert list(rows) == m.run.manifest["courses"]
    for course, row in rows.items():
        days = m.run.table(course).column("people.care_breaches").to_numpy()
        assert row.care == percent(float((days > 0).mean()))
    assert "not evaluated" not in breaches(m)
    assert all(gate.courses for gate in gates(m))
    m.plates.drawings()
