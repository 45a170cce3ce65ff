"""Levels of parts, triggers that watch what the course acts on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.levels import by_month, levels_of, month_starts
from steelyard.study.scene import Scene, middle, scene


@pytest.fixture(scope="module")
def kit(sr309: Casebook) -> Kit:
    return read_kit(sr309)


@pytest.fixture(scope="module")
def here(kit: Kit) -> Scene:
    return scene(kit, sample(kit.casebook, 64, 1), slice(0, 64))


def test_months_begin_where_the_calendar_says(sr309: Casebook) -> None:
    """The horizon is a year from the first of February 2025."""
    starts = month_starts(sr309)
    assert list(np.diff(starts)) == [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_monthly_levels_keep_the_days(kit: Kit, here: Scene) -> None:
    """Mean level times length of month sums to the days at work."""
    parts = kit.casebook.courses["civil"].parts
    found = levels_of(kit, here, "civil")
    monthly = by_month(kit.casebook, parts, found.parts, here.draws)
    length = np.diff(np.append(month_starts(kit.casebook), 365))
    for part, by_day in zip(parts, found.parts, strict=True):
        scale = here.draws[part.scale] if isinstance(part.scale, str) else part.scale
        days = (monthly[part.action] * length).sum(axis=1)
        assert np.allclose(days, by_day.sum(axis=1) * scale)


def test_a_trigger_sees_the_arrivals_under_its_own_course(
    kit: Kit, here: Scene
) -> None:
    """The reserve deters in the month after it moved, and the trigger sees that."""
    found = levels_of(kit, here, "rapid-reserve")
    shown = found.windows["usbp_southwest"]
    base = here.windows["usbp_southwest"]
    at = [p.trigger is not None for p in kit.casebook.courses["rapid-reserve"].parts]
    active = found.parts[at.index(True)]
    assert (active.max(axis=1) > 0).any()
    first = np.argmax(found.monthly["M07"] > 0, axis=1)
    moved = found.monthly["M07"].max(axis=1) > 0
    for f in np.flatnonzero(moved):
        assert np.array_equal(shown[f, : first[f]], base[f, : first[f]])
    assert not np.array_equal(shown[moved], base[moved])


def test_the_trigger_is_consistent_with_what_it_saw(kit: Kit, here: Scene) -> None:
    """Given the windows at which the rounds stopped, the levels are the same."""
    found = levels_of(kit, here, "rapid-reserve")
    again = levels_of(kit, replace(here, windows=found.windows), "rapid-reserve")
    same = zip(found.parts, again.parts, strict=True)
    assert all(np.array_equal(a, b) for a, b in same)


def test_drivers_reach_the_trigger(kit: Kit, here: Scene) -> None:
    """With cooperation lost more arrive, so the reserve is called no less often."""
    lost = {"cooperation_lost": np.ones((64, 12))}
    calm = levels_of(kit, here, "rapid-reserve")
    wild = levels_of(kit, here, "rapid-reserve", lost)
    before, after = calm.windows["usbp_southwest"], wild.windows["usbp_southwest"]
    assert after.sum() > before.sum()
    assert wild.monthly["M07"].sum() >= calm.monthly["M07"].sum()


def test_the_middle_future(kit: Kit) -> None:
    """One future, each quantity at its value."""
    one = middle(kit)
    assert len(one) == 1
    for id_, q in kit.casebook.quantities.items():
        assert one.draws[id_][0] == q.value
    assert levels_of(kit, one, "rapid-reserve").windows["usbp_southwest"].shape == (
        1,
        12,
    )
