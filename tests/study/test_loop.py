"""Planning and simulating in turn, held against a pencil."""

from __future__ import annotations

import json
from pathlib import Path

import fed_case
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.loop import close_loop
from steelyard.study.margin import MOST


def test_a_plan_that_suffices_ends_it_at_once(tmp_path: Path) -> None:
    """As many come as are planned for: 45 a day, a bus of 45 seats a day."""
    casebook = fed_case.case(tmp_path, 4500, 45)
    found = close_loop(casebook, "contract", futures=2, cohort=1.0)
    assert found is not None
    assert len(found.rounds) == 1
    assert found.holds
    only = found.rounds[0]
    assert only.service == 1.0
    assert only.planned == 1.0
    assert only.due.tolist() == [4500.0, 4500.0]
    assert only.plan.seats.sum() == 4500
    assert "reaches the target" in found.why


def test_a_shortfall_is_what_a_pencil_says(tmp_path: Path) -> None:
    """60 come a day for 100 days, 45 seats leave; people are due after 10 days.

    The n-th who comes on day t leaves on time if 45 (t + 11) seats have left by then:
    all of the first 30 days, and 45 + 30 + 15 of the next three, 1,890 in all. To be
    late half as often as 5 percent allows, 0.975 of 6,000 must find one of 100 s seats,
    s = 58.5 a day, 1.3 times 45.
    """
    casebook = fed_case.case(tmp_path, 4500, 60)
    found = close_loop(casebook, "contract", futures=2, cohort=1.0)
    assert found is not None
    first, second = found.rounds
    assert first.plan.planned[0, :100].tolist() == [45] * 100
    assert first.due.tolist() == [6000.0, 6000.0]
    assert first.on_time.tolist() == [1890.0, 1890.0]
    assert second.margin == {"shuttle": pytest.approx(1.3, abs=0.001)}
    assert second.plan.release.sum() == round(4500 * second.margin["shuttle"])
    assert 5850 <= second.plan.seats.sum() <= 5850 + 2 * fed_case.SEATS
    assert 0.95 <= second.service < 1.0
    assert found.holds


def test_rounds_are_kept_and_end(tmp_path: Path) -> None:
    """Far too few planned for: each round at most doubles it, all are kept."""
    casebook = fed_case.case(tmp_path, 450, 60)
    found = close_loop(casebook, "contract", futures=1, rounds=3, cohort=1.0)
    assert found is not None
    assert [r.number for r in found.rounds] == [1, 2, 3]
    assert [r.margin["shuttle"] for r in found.rounds] == [1.0, MOST, MOST**2]
    assert not found.holds
    assert "3 rounds were made" in found.why
    data = found.as_json()
    assert data["objective"] == data["rounds"][-1]["objective"]
    levels = [r["simulated_service"]["value"] for r in data["rounds"]]
    assert levels == sorted(levels)


def test_fleets_that_give_no_more_end_it(tmp_path: Path) -> None:
    """One bus that is driven a few hours makes one trip a day, whatever is asked."""
    case = fed_case.write(tmp_path, 400, 8)
    path = case / "quantities.yaml"
    text = path.read_text().replace("buses: {value: 5,", "buses: {value: 1,")
    text = text.replace("bus_seats: {value: 45,", "bus_seats: {value: 4,")
    path.write_text(text.replace("bus_hours: {value: 10,", "bus_hours: {value: 4,"))
    casebook = fed_case.open_casebook(case)
    found = close_loop(casebook, "contract", futures=1, cohort=1.0)
    assert found is not None
    assert not found.holds
    assert "bring no more seats" in found.why
    assert found.rounds[-1].planned < 1.0


def test_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    """Bytes do not depend on threads."""
    casebook = fed_case.case(tmp_path, 4500, 60)
    texts = []
    for workers in (1, 2):
        found = close_loop(
            casebook, "contract", futures=3, cohort=1.0, workers=workers, rounds=2
        )
        assert found is not None
        data = found.as_json()
        del data["seconds"]
        texts.append(json.dumps(data))
    assert texts[0] == texts[1]


def test_nothing_to_loop(tmp_path: Path, tiny: Casebook) -> None:
    """No movement, or no action that brings people: none."""
    assert close_loop(tiny, "nothing") is None
    assert close_loop(fed_case.case(tmp_path, 10, 10), "nothing") is None
    with pytest.raises(ValueError, match="rounds must be at least 1"):
        close_loop(tiny, "nothing", rounds=0)
