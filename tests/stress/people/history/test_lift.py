"""Lifts of the past: what was told, what came, and that the page says the same."""

from __future__ import annotations

import dataclasses
import importlib.util
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.stress.people.history import Outcome, outcomes

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def found(welcome: Casebook) -> dict[str, Outcome]:
    """Return the shipped lifts."""
    names = ("kabul-2021", "frequent-wind-1975")
    return {o.id: o for o in outcomes(welcome, names)}


def test_errors_are_of_the_busiest_day(found: dict[str, Outcome]) -> None:
    """24 flights of 400 people against the 21,600 of 24 August 2021, by hand."""
    floor = next(x for x in found["kabul-2021"].lifts if x.id == "floor")
    assert (floor.programme, floor.flights) == (24 * 400, 24)
    assert floor.came == 21600
    assert floor.error == pytest.approx(24 * 400 / 21600 - 1)
    assert floor.error_flights == pytest.approx(24 / 94 - 1)
    days = [1800, 2000, 6000, 3800, 7800, 16300, 21600, 19000, 13400, 12500, 6800,
            2900, 1200]  # fmt: skip
    assert floor.error_mean == pytest.approx(9600 * len(days) / sum(days) - 1)
    scores = {s.id: s for s in found["kabul-2021"].scores}
    daily = scores["kabul-2021.floor_by_day"]
    assert daily.error == pytest.approx(sum(abs(9600 - n) for n in days) / sum(days))
    told = sum(abs(7000 - n) for n in days) / sum(days)
    assert daily.baselines["announced"] == pytest.approx(told)
    still = sum(abs(1100 - n) for n in days) / sum(days)
    assert daily.baselines["persistence"] == pytest.approx(still)


def test_the_programme_never_moves_more_than_the_closed_form(
    found: dict[str, Outcome],
) -> None:
    """And its plans hold when counted anew."""
    lifts = [x for outcome in found.values() for x in outcome.lifts]
    assert len(lifts) == 8
    for lift in lifts:
        assert lift.programme <= lift.closed_form + 1e-6
        assert lift.problems == ()
        assert lift.closed_form == min(lift.aircraft, lift.origin, lift.bases)


def test_the_page_says_what_the_code_computes(found: dict[str, Outcome]) -> None:
    """Each row of the table of lifts stands in docs/history.md."""
    spec = importlib.util.spec_from_file_location(
        "history_docs", ROOT / "tools" / "history_docs.py"
    )
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = (ROOT / "docs" / "history.md").read_text()
    rows = tool.lift_rows(found.values())
    assert len(rows) == 8
    for row in rows:
        assert f"| {' | '.join(row)} |" in page
    policy, _, floor, ramp, _ = found["kabul-2021"].lifts
    saigon = found["frequent-wind-1975"].lifts[0]
    by_day = next(
        s for s in found["kabul-2021"].scores if s.id.endswith("floor_by_day")
    )
    text = " ".join(page.split())
    assert f"{-100 * policy.error:.0f} percent too few by policy" in text
    assert f"{-100 * floor.error:.0f} percent too few with people on the floor" in text
    assert f"met to {100 * floor.error_mean:.0f} percent" in text
    assert f"what the days miss is {100 * by_day.error:.0f} percent of all" in text
    assert ramp.error_flights is not None
    assert f"{-100 * ramp.error_flights:.0f} percent too few flights" in text
    assert f"carry {floor.aircraft / 1000:.0f},000 a day" in text
    assert f"has {100 * saigon.error:.0f} percent more people leave" in text
    assert saigon.error_flights is not None
    assert f"on {-100 * saigon.error_flights:.0f} percent fewer flights" in text
    text = " ".join((ROOT / "docs" / "movement.md").read_text().split())
    assert f"{-100 * floor.error:.0f} percent too few people on the busiest" in text
    assert f"{100 * floor.error_mean:.0f} percent too many on the mean day" in text
    assert f"{100 * saigon.error:.0f} percent too many in 1975" in text


def test_each_variant_names_what_it_rests_on(found: dict[str, Outcome]) -> None:
    """The weakest basis, and the quantities that it puts in place of others."""
    pallets = found["kabul-2021"].lifts[1]
    assert pallets.basis == "assumed"
    assert "c17_pallets" in pallets.quantities
    assert "c17_policy" not in pallets.quantities


def test_what_came_does_not_enter(welcome: Casebook, found: dict[str, Outcome]) -> None:
    """Half as many people in every judged count: the same told, other errors."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = welcome.tables["lifts"]
    arrow = table.arrow
    at = arrow.column_names.index("value")
    after = pc.greater(pc.cast(arrow["date"], pa.string()), "2021-08-17")
    values = pc.if_else(after, pc.multiply(arrow["value"], 0.5), arrow["value"])
    half = dataclasses.replace(table, arrow=arrow.set_column(at, "value", values))
    tables = {**welcome.tables, "lifts": half}
    (other,) = outcomes(dataclasses.replace(welcome, tables=tables), ["kabul-2021"])
    for a, b in zip(found["kabul-2021"].lifts, other.lifts, strict=True):
        assert (a.programme, a.low, a.high) == (b.programme, b.low, b.high)
        assert b.came == a.came / 2


def test_what_was_known_only_later_is_said(found: dict[str, Outcome]) -> None:
    """In the variant and with its scores."""
    for outcome in found.values():
        for lift in outcome.lifts:
            notes = [s.note for s in outcome.scores if f".{lift.id}" in s.id]
            assert all(lift.afterwards in note for note in notes)
        last = outcome.lifts[-1]
        assert last.id == "afterwards"
        assert "by construction" in last.afterwards
