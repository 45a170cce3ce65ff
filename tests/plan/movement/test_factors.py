"""The planner's closed form, by hand."""

from __future__ import annotations

import pytest

from steelyard.plan.movement.factors import fleet_lift, lifts, parking_lift
from steelyard.plan.movement.instance import Instance


def test_closed_form_by_hand() -> None:
    """Ten aircraft, 10 hours a day, 5-hour trips, 100 seats: 2,000 people a day."""
    assert fleet_lift(10, 10, 5, 100) == pytest.approx(2000)
    assert parking_lift(2, 2.25, 102, 0.85) == pytest.approx(2 * 24 * 0.85 / 2.25 * 102)
    with pytest.raises(ValueError, match="take time"):
        fleet_lift(1, 1, 0, 1)


def test_the_quickest_mission_of_each_type_counts(small: Instance) -> None:
    """One line for each type that reaches."""
    queue = small.queues[0]
    found = lifts(small, queue)
    assert len(found) == len({m.fleet for m in queue.missions})
    for lift in found:
        assert lift.people_per_day == lift.by_fleet
