"""Where a person goes next: by probability, then by the branch's rule."""

from __future__ import annotations

from typing import Any

from steelyard.stress.people.engine.jit import called, inlined
from steelyard.stress.people.engine.layout import (
    F_HARD,
    LEAST,
    OVERFLOW,
    SHARE,
    UNLIMITED,
    Work,
    whole,
)
from steelyard.stress.people.engine.philox import open_unit
from steelyard.stress.people.engine.tally import cell_of, room_of


@inlined
def full(st: Any) -> bool:
    """Tell whether a station takes nobody in now."""
    if st.traits & F_HARD == 0:
        return False
    return bool(st.closed > 0 or st.inside + st.held >= room_of(st))


@inlined
def free_places(w: Work, target: int) -> int:
    """Return the room left at a target, be its room hard or not."""
    s = w.target[target].station
    if s >= w.g[0].stations:
        return UNLIMITED
    st = w.station[s]
    if st.closed > 0:
        return 0
    return whole(room_of(st) - st.inside - st.held)


@inlined
def choose(w: Work, p: int, s: int) -> int:
    """Return the target of a person who has been served at `s`."""
    person = w.person[p]
    cell = w.cell[cell_of(w, s, person.cls)]
    u = open_unit(person.luck)
    b = whole(cell.branch_first)
    while b + 1 < cell.branch_last and u >= w.branch[b].below:
        b += 1
    branch = w.branch[b]
    if branch.rule == SHARE:
        return whole(branch.first)
    low = 0.0 if b == cell.branch_first else w.branch[b - 1].below
    rest = (u - low) / (branch.below - low)
    first, last = whole(branch.first), whole(branch.last)
    return by_rule(w, branch.rule, first, last, rest)


@called
def by_rule(w: Work, rule: int, first: int, last: int, u: float) -> int:
    """Pick among targets: in order, the least loaded, or by free room."""
    if rule == OVERFLOW:
        for target in range(first, last):
            if free_places(w, target) > 0:
                return target
        return last - 1
    if rule == LEAST:
        return least_loaded(w, first, last)
    total = 0.0
    for target in range(first, last):
        total += max(free_places(w, target), 0)
    if total <= 0.0:
        return least_loaded(w, first, last)
    left = u * total
    for target in range(first, last):
        left -= max(free_places(w, target), 0)
        if left < 0.0:
            return target
    return last - 1


@inlined
def least_loaded(w: Work, first: int, last: int) -> int:
    """Return the target with the fewest persons for its weight."""
    best, least = first, 1e300
    for target in range(first, last):
        s = w.target[target].station
        if s >= w.g[0].stations:
            return target
        st = w.station[s]
        load = (st.inside + st.held + 1.0) / w.target[target].weight
        if st.closed > 0:
            load += 1e200
        if load < least:
            best, least = target, load
    return best
