"""The exhibit `loop`: rounds of planning and simulating, side by side."""

from __future__ import annotations

from typing import Any

from steelyard.plan.movement.schedule import fed_links
from steelyard.study.exhibits.movement import most_moved
from steelyard.study.exhibits.order import Order
from steelyard.study.loop import close_loop

FUTURES, ROUNDS = 16, 3
"""Futures and most rounds of the exhibit, whatever the run has."""


def loop(order: Order) -> dict[str, Any] | None:
    """Return the rounds for the page, None where no plan feeds the people flow.

    The course is the one with most people to move of those whose plan feeds a link.
    """
    casebook = order.casebook
    fed = tuple(c for c in order.courses if fed_links(casebook, c))
    course = most_moved(casebook, fed)
    if course is None:
        return None
    found = close_loop(
        casebook,
        course,
        seed=order.seed,
        futures=min(order.futures, FUTURES),
        rounds=ROUNDS,
        kit=order.kit,
    )
    if found is None:
        return None
    data = found.as_json()
    del data["seconds"]
    links = casebook.network.links if casebook.network else ()
    says = {link.id: link.says or link.id for link in links}
    return {
        "course": course,
        "links": {name: says[name] for name in found.within},
        **data,
    }
