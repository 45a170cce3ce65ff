"""The sampled path of each future: drivers by month, and what scales come to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.stress.escalation.chain import Sampled, periods_of, sampled
from steelyard.stress.escalation.told import told
from steelyard.study.futures import sample

MONTHS = tuple([f"2025-{m:02d}" for m in range(2, 13)] + ["2026-01"])
N = 48


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


def play(case: Casebook, course: str, first: int = 0, count: int = N) -> Sampled:
    values = sample(case, N, 1).draws(case.quantities)
    some = {k: v[first : first + count] for k, v in values.items()}
    numbers = np.arange(first, first + count)
    found = sampled(case, course, some, numbers, 1, MONTHS)
    assert found is not None
    return found


def test_months_lie_in_the_period_of_their_middle() -> None:
    """Twelve months are cut into two halves; a month's middle decides."""
    horizon = Horizon(start="2025-02-01", end="2026-02-01")
    assert periods_of(horizon, MONTHS, 2).tolist() == [0] * 6 + [1] * 6
    assert set(periods_of(horizon, MONTHS, 3)) == {0, 1, 2}


def test_levels_and_columns_have_their_shapes(case: Casebook) -> None:
    """Levels lie between 0 and 1; each scale has a column."""
    found = play(case, "nothing")
    assert case.escalation is not None
    assert set(found.columns) == {f"escalation.{s}" for s in case.escalation.scales}
    assert set(found.drivers) == {"cooperation_lost", "drug_cooperation_lost"}
    for level in found.drivers.values():
        assert level.shape == (N, 12)
        assert level.min() >= 0
        assert level.max() <= 1
    assert found.unsettled == 0


def test_null_course_is_the_status_quo_path(case: Casebook) -> None:
    """Courses with the status quo's moves have its path to the bit."""
    quiet = play(case, "nothing")
    assert set(quiet.moves) == {"hold"}
    assert case.escalation is not None
    same = [
        id_ for id_ in case.courses if id_ != "nothing"
        and play(case, id_, count=8).moves == quiet.moves
    ]  # fmt: skip
    for id_ in same[:2]:
        other = play(case, id_)
        assert all(
            np.array_equal(v, other.columns[k]) for k, v in quiet.columns.items()
        )


def test_a_block_is_part_of_the_whole(case: Casebook) -> None:
    """Futures are told by their numbers, whatever block they stand in."""
    course = max(case.courses, key=lambda c: len(case.courses[c].parts))
    whole, part = play(case, course), play(case, course, 20, 8)
    for name, values in part.columns.items():
        assert np.array_equal(values, whole.columns[name][20:28])
    for name, values in part.drivers.items():
        assert np.array_equal(values, whole.drivers[name][20:28])


def test_force_abroad_can_cost_cooperation(case: Casebook) -> None:
    """The driver moves in some futures, and only where the scale has fallen."""
    assert case.escalation is not None
    forced = next(
        id_ for id_ in case.courses
        if {"limited", "large"} & set(play(case, id_, count=4).moves)
    )  # fmt: skip
    found = play(case, forced)
    lost = found.drivers["cooperation_lost"]
    first = found.walk.levels["cooperation_migration"][:, 0]
    assert np.array_equal(lost[:, 0] > 0, first < 1)
    assert (lost > 0).any()


def test_the_card_is_told_each_scale_alone(case: Casebook) -> None:
    """Ranks come as shares that add up to one, levels with a band; none is netted."""
    found = {t.scale: t for t in told(case, play(case, "nothing").columns)}
    harm = found["civilian_harm"]
    assert harm.row == "lethality"
    assert sum(harm.ranks.values()) == pytest.approx(1)
    assert harm.words[0] in harm.ranks
    level = found["cooperation_migration"]
    assert level.low <= level.value <= level.high
    assert not level.ranks
    assert level.quantities
    assert {t.basis for t in found.values()} == {"assumed"}


def test_a_casebook_without_a_game(case: Casebook) -> None:
    """It has no paths."""
    bare = replace(case, escalation=None)
    assert sampled(bare, "nothing", {}, np.arange(2), 1, MONTHS) is None
    assert told(bare, {}) == ()
