"""Why not on time: the smallest conflict, planted and found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.plan.movement.infeasible import conflict
from steelyard.plan.movement.instance import Instance


@pytest.fixture
def easy(small: Instance) -> Instance:
    """Aircraft in plenty, nobody due before the last day."""
    kinds = tuple(replace(k, available=500, floor=0) for k in small.fleets)
    queues = []
    for q in small.queues:
        due = np.zeros(small.days, dtype=np.int64)
        due[-1] = q.release.sum()
        queues.append(replace(q, due=due))
    based = np.full_like(small.based, 250)
    return replace(small, fleets=kinds, queues=tuple(queues), based=based, per_day={})


def test_no_conflict_where_there_is_plenty(easy: Instance) -> None:
    """Nothing to name."""
    assert conflict(easy) is None


def test_a_country_that_takes_few(easy: Instance) -> None:
    """Its limit and its own people, and nothing else, are in conflict."""
    queue = easy.queues[0]
    found = conflict(replace(easy, in_all={queue.country: 3}))
    assert found is not None
    want = {("country_all", queue.country), ("demand", queue.id)}
    assert set(found.groups) == want
    assert found.late == pytest.approx(float(queue.release.sum()) - 3, abs=1)


def test_parking_that_is_too_small(easy: Instance) -> None:
    """The place is named."""
    queue = easy.queues[0]
    found = conflict(replace(easy, ground={queue.destination: 0.5}))
    assert found is not None
    assert ("parking", queue.destination) in found.groups


def test_no_aircraft_at_all(easy: Instance) -> None:
    """Each type is needed for the conflict: with any one people could leave."""
    kinds = tuple(replace(k, available=0) for k in easy.fleets)
    found = conflict(replace(easy, fleets=kinds, queues=easy.queues[:1]))
    assert found is not None
    served = {easy.fleets[m.fleet].id for m in easy.queues[0].missions}
    assert {i for kind, i in found.groups if kind == "fleet"} == served
    assert "cannot all hold" in found.says
