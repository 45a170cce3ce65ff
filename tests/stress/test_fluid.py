"""People as a fluid, against counting by hand."""

from __future__ import annotations

import numpy as np

from steelyard.stress.fluid import carried, on_time


def test_carried_is_the_queue_counted_day_by_day() -> None:
    """The running minimum gives what a loop over days gives."""
    rng = np.random.default_rng(3)
    come, seats = rng.integers(0, 9, (2, 5, 60)).astype(float)
    found = carried(come, seats)
    for row in range(5):
        waiting = gone = 0.0
        for day in range(60):
            waiting += come[row, day]
            leave = min(waiting, seats[row, day])
            waiting, gone = waiting - leave, gone + leave
            assert found[row, day] == gone


def test_on_time_is_counted_person_by_person() -> None:
    """The n-th to want a seat is the n-th to leave."""
    rng = np.random.default_rng(4)
    come, seats = rng.integers(0, 9, (2, 40)).astype(float)
    wanted, left, within = np.cumsum(come), carried(come, seats), 3
    kept = due = 0
    for n in range(1, int(wanted[-1]) + 1):
        day = int(np.argmax(wanted >= n))
        if day + within < 40:
            due += 1
            kept += bool(left[day + within] >= n)
    assert on_time(wanted, left, within) == (kept, due)
