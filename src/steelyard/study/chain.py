"""The chain: what is done for a course in a block of futures, link by link.

Each link is a plain function that says what it takes and what it gives, so the
chain is data: it can be checked, drawn and read without running it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from steelyard.law.ruling import SYSTEMS
from steelyard.stress import setting
from steelyard.stress.escalation.called import whole_parts
from steelyard.stress.escalation.chain import sampled
from steelyard.stress.people.course import measures as people_measures
from steelyard.study.books import force_columns, money_columns
from steelyard.study.costs import amount_columns, cost_columns, cost_lines
from steelyard.study.kit import Kit
from steelyard.study.levels import levels_of
from steelyard.study.losses import loss_columns
from steelyard.study.people import people_under
from steelyard.study.readiness import demand_of
from steelyard.study.scene import Scene
from steelyard.study.worlds import may

Array = NDArray[np.float64]

COHORT = 50.0
"""People for whom one simulated person stands in the people flow of a study."""

Given: TypeAlias = dict[str, Any]
"""What links have given so far, by name."""


@dataclass(frozen=True)
class Link:
    """One step of the chain.

    Attributes
    ----------
    name
        Short name.
    step
        Step of the workbench that it belongs to.
    takes, gives
        Names of what it needs from links before it, and of what it adds.
    run
        The function: kit, scene, course, what was given; returns what it gives.
    columns
        Which of what it gives are outcome columns, (futures,) each.
    """

    name: str
    step: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Kit, Scene, str, Given], Given]
    columns: tuple[str, ...] = ()


def _ruling(kit: Kit, here: Scene, course: str, _: Given) -> Given:
    actions = [part.action for part in kit.casebook.courses[course].parts]
    if kit.law is None:
        return {"may": {}, "law": {}}
    home, abroad = (
        may(kit.casebook, kit.law, actions, kit.taken, here.prevailing, system)
        for system in SYSTEMS
    )
    if not home:
        return {"may": home, "law": {}}
    whole = {
        f"law.{system}": np.prod(list(found.values()), axis=0)
        for system, found in zip(SYSTEMS, (home, abroad), strict=True)
    }
    return {"may": home, "law": whole}


def _ladder(kit: Kit, here: Scene, course: str, _: Given) -> Given:
    if kit.game is None:
        return {"drivers": {}, "calls": (), "ladder": {}}
    months = kit.months
    asked = (here.draws, here.numbers, here.seed, months, kit.game)
    found = sampled(kit.casebook, course, *asked)
    assert found is not None
    columns = ladder_columns(kit, found.columns)
    columns |= loss_columns(kit, found.losses, here.draws)
    return {"drivers": found.drivers, "calls": found.calls, "ladder": columns}


def ladder_columns(kit: Kit, columns: Mapping[str, Array]) -> dict[str, Array]:
    """Add to scales of ranks a column for each rank: 1 where it is reached."""
    file = kit.casebook.escalation
    found = dict(columns)
    for id_, scale in (file.scales if file else {}).items():
        for rank in range(1, len(scale.ranks)):
            reached = columns[f"escalation.{id_}"] >= rank
            found[f"escalation.{id_}.{rank}"] = reached.astype(float)
    return found


def _activity(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    path = (given["drivers"], given["calls"])
    return {"levels": levels_of(kit, here, course, *path)}


def _setting(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    monthly, allowed = given["levels"].monthly, given["may"]
    happening = setting.run(kit.setting, here.ground, here.draws, monthly, allowed)
    found = setting.measures(kit.setting, happening, here.draws)
    return {"happening": happening, "threat": found}


def _people(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    if kit.people is None:
        return {"people": {}}
    arrivals = given["happening"].arrivals
    block = people_under(
        kit, here, course, kit.people, arrivals, given["levels"], cohort=COHORT
    )
    return {"people": people_measures(block)}


def _cost(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    casebook = kit.casebook
    own = casebook.courses[course]
    parts, by_part = whole_parts(casebook, own), given["levels"].parts
    asked = (here.draws, kit.prices, len(own.parts))
    found = cost_lines(casebook, parts, by_part, *asked)
    columns = cost_columns(casebook, found, len(here))
    columns |= amount_columns(casebook, found, len(here))
    return {"lines": found, "cost": columns}


def _ledger(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    found = money_columns(kit.casebook, course, given["lines"], here.draws, kit.prices)
    return {"ledger": found}


def _readiness(kit: Kit, here: Scene, course: str, given: Given) -> Given:
    wanted = demand_of(kit.casebook, course, given["levels"].parts, here.draws)
    return {"readiness": force_columns(kit.casebook, wanted)}


CHAIN: tuple[Link, ...] = (
    Link("ruling", "judge", (), ("may", "law"), _ruling, ("law",)),
    Link("ladder", "stress", (), ("drivers", "calls", "ladder"), _ladder, ("ladder",)),
    Link("activity", "plan", ("drivers", "calls"), ("levels",), _activity),
    Link(
        "setting",
        "stress",
        ("levels", "may"),
        ("happening", "threat"),
        _setting,
        ("threat",),
    ),
    Link(
        "people", "stress", ("happening", "levels"), ("people",), _people, ("people",)
    ),
    Link("cost", "account", ("levels",), ("lines", "cost"), _cost, ("cost",)),
    Link("ledger", "account", ("lines",), ("ledger",), _ledger, ("ledger",)),
    Link(
        "readiness", "account", ("levels",), ("readiness",), _readiness, ("readiness",)
    ),
)
"""All links, in order."""


def only(*wanted: str) -> tuple[Link, ...]:
    """Return the links named, and those that they rest on, in order.

    >>> [link.name for link in only("ledger")]
    ['ladder', 'activity', 'cost', 'ledger']
    """
    names, needed = set(wanted), set[str]()
    kept: list[Link] = []
    for link in reversed(CHAIN):
        if link.name in names or needed & set(link.gives):
            kept.append(link)
            needed |= set(link.takes)
    return tuple(reversed(kept))


def run_chain(
    kit: Kit, here: Scene, course: str, chain: tuple[Link, ...] = CHAIN
) -> tuple[dict[str, Array], Given]:
    """Run every link for a course in a block of futures.

    Returns
    -------
    Outcome columns, (futures,) each, in the order of the chain; and everything
    that the links gave.

    Raises
    ------
    ValueError
        If a link takes what none before it gives, or gives what it does not say.
    """
    given: Given = {}
    columns: dict[str, Array] = {}
    for link in chain:
        missing = [name for name in link.takes if name not in given]
        if missing:
            raise ValueError(f"link {link.name} takes {missing}, which none gives")
        found = link.run(kit, here, course, given)
        if set(found) != set(link.gives):
            raise ValueError(f"link {link.name} gives {sorted(found)}")
        given |= found
        for name in link.columns:
            columns |= _whole(found[name], len(here), link.name)
    return columns, given


def _whole(found: Mapping[str, Array], futures: int, link: str) -> dict[str, Array]:
    for name, values in found.items():
        if np.shape(values) != (futures,):
            raise ValueError(
                f"link {link}: {name} has shape {np.shape(values)}, not ({futures},)"
            )
    return dict(found)
