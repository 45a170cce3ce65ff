"""People under a course: what `stress.people.course` needs, from kit and scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Part
from steelyard.stress.escalation.called import whole_parts
from steelyard.stress.migration import flow as migration
from steelyard.stress.migration.flow import Arrivals
from steelyard.stress.people.course import (
    COHORT,
    PeopleBlock,
    PeopleModel,
    read_people,
    under,
)
from steelyard.stress.people.feeds import Fed, fed
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.levels import Levels, levels_of
from steelyard.study.scene import Scene, scene

Array = NDArray[np.float64]


def action_days(
    parts: Sequence[Part], by_part: Sequence[Array], draws: Mapping[str, Array]
) -> dict[str, Array]:
    """Return the level of each action on each day, times its part's scale.

    Parameters
    ----------
    by_part
        Level of each part by day, (futures, days) each.

    Returns
    -------
    Action to (futures, days); of two parts with one action, their sum.
    """
    found: dict[str, Array] = {}
    for part, by_day in zip(parts, by_part, strict=True):
        scale = draws[part.scale] if isinstance(part.scale, str) else part.scale
        scaled = by_day * np.reshape(np.asarray(scale, float), (-1, 1))
        held = found.get(part.action)
        found[part.action] = scaled if held is None else held + scaled
    return found


def fed_flows(
    kit: Kit, here: Scene, arrivals: Mapping[str, Arrivals], people: PeopleModel
) -> dict[str, Fed]:
    """Return the people of every flow that feeds the network."""
    span = (people.start, people.end)
    models = kit.setting.flows
    return {
        id_: fed(models[id_], arrivals[id_], here.draws, span, here.numbers, here.seed)
        for id_ in dict.fromkeys(feed.flow for feed in people.network.feeds)
    }


def people_under(
    kit: Kit,
    here: Scene,
    course: str,
    people: PeopleModel,
    arrivals: Mapping[str, Arrivals],
    levels: Levels,
    *,
    seats: Mapping[str, Array] | None = None,
    cohort: float = COHORT,
    workers: int = 1,
) -> PeopleBlock:
    """Run people through the network under a course, in a block of futures.

    Parameters
    ----------
    people
        The casebook's network (`read_people`).
    arrivals
        Flow id to its arrivals under the course.
    levels
        What the course does.
    seats
        Link to its seats by day, in place of its timetable.
    """
    parts = whole_parts(kit.casebook, kit.casebook.courses[course])
    return under(
        people,
        fed_flows(kit, here, arrivals, people),
        here.draws,
        action_days(parts, levels.parts, here.draws),
        futures=here.numbers,
        seed=here.seed,
        course=course,
        seats=seats,
        cohort=cohort,
        workers=workers,
    )


def arrivals_under(kit: Kit, here: Scene, levels: Levels) -> dict[str, Arrivals]:
    """Return arrivals of each flow as a course changes them."""
    return {
        id_: migration.under(
            model, here.ground.arrivals[id_], here.draws, levels.monthly
        )
        for id_, model in kit.setting.flows.items()
    }


def simulate_course(
    casebook: Casebook,
    course: str,
    futures: int,
    seed: int,
    *,
    cohort: float = COHORT,
    workers: int = 1,
) -> PeopleBlock:
    """Run people through a casebook's network under a course.

    Each future draws every quantity, the arrivals and the luck of each person.

    Raises
    ------
    ValueError
        If the casebook has no network that a flow feeds.
    CasebookError
        If a record cannot be used.
    """
    people = read_people(casebook)
    if people is None or not people.network.feeds:
        raise ValueError(f"the casebook '{casebook.id}' has no network that is fed")
    kit = read_kit(casebook)
    here = scene(kit, sample(casebook, futures, seed), slice(0, futures))
    levels = levels_of(kit, here, course)
    return people_under(
        kit,
        here,
        course,
        people,
        arrivals_under(kit, here, levels),
        levels,
        cohort=cohort,
        workers=workers,
    )
