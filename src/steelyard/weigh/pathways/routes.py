"""Pathways of a casebook: run its courses, find when each stops being enough.

References
----------
Haasnoot, Kwakkel, Walker and ter Maat (2013), Dynamic adaptive policy pathways,
Global Environmental Change 23, 485-498.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Pathway
from steelyard.casebook.units import factor
from steelyard.study.chain import only, run_chain
from steelyard.study.futures import blocks, sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.levels import Levels, shown
from steelyard.study.scene import Scene, scene
from steelyard.weigh.pathways.metro import Action, Pathways
from steelyard.weigh.pathways.signpost import signpost
from steelyard.weigh.pathways.tipping import Tipping, tipping

Array = NDArray[np.float64]

MOST = 512
"""Futures over which tipping points are taken."""

DAYS = 30.4375
"""Days in a month, on average: leads are told in months."""


def routes(casebook: Casebook, courses: list[str], futures: int, seed: int) -> Any:
    """Return the pathways of a casebook as plain data.

    Parameters
    ----------
    courses
        Those of the run; others are left off the map.
    futures
        Of the run; the first 512 of them are taken.

    Returns
    -------
    A list, one entry a pathway: tipping point and band of each course in months from
    the start of the horizon, sequences with the month by which to decide, and what
    to watch. Infinite times are None.
    """
    if not casebook.pathways:
        return []
    kit = read_kit(casebook)
    drawn = sample(casebook, min(futures, MOST), seed)
    scenes = [scene(kit, drawn, rows) for rows in blocks(len(drawn))]
    return [_one(kit, scenes, p, courses) for p in casebook.pathways.values()]


def _one(kit: Kit, scenes: list[Scene], path: Pathway, courses: list[str]) -> Any:
    named = [path.start, *path.follows, *(c for f in path.follows.values() for c in f)]
    on_map = [c for c in dict.fromkeys(named) if c in courses]
    seen = {c: _series(kit, scenes, c, path.indicator) for c in on_map}
    tipped = {c: _tipping(scenes, path, values) for c, values in seen.items()}
    actions = {c: _action(kit, path, c, tipped[c]) for c in on_map}
    follows = {
        c: [a for a in after if a in actions]
        for c, after in path.follows.items()
        if c in actions
    }
    horizon = float(len(kit.months))
    found: dict[str, Any] = {
        "id": path.id,
        "says": path.says,
        "indicator": path.indicator,
        "months": horizon,
        "futures": sum(len(s) for s in scenes),
        "hold": path.hold,
        "courses": {c: _plain(actions[c], tipped[c]) for c in on_map},
        "sequences": [],
        "signposts": [],
    }
    if path.start in actions:
        early = {c: replace(a, middle=a.low) for c, a in actions.items()}
        whole = Pathways(early, follows, path.start, horizon)
        found["sequences"] = [_told(whole, s) for s in whole.sequences()]
    for course in on_map:
        found["signposts"] += _watch(kit, path, course, seen[course], tipped[course])
    return found


def _told(whole: Pathways, path: tuple[str, ...]) -> dict[str, Any]:
    """Return a sequence planned against the early edge of each band."""
    by = whole.decide_by(path)
    return {"courses": list(path), "decide_by": by, "lasts": whole.lasts(path)}


def _series(kit: Kit, scenes: list[Scene], course: str, indicator: str) -> Array:
    pieces = []
    for here in scenes:
        _, given = run_chain(kit, here, course, only("activity"))
        levels: Levels = given["levels"]
        pieces.append(shown(kit, here, levels, indicator))
    return np.concatenate(pieces)


def _tipping(scenes: list[Scene], path: Pathway, values: Array) -> Tipping:
    name = path.above or path.below
    assert name is not None
    level = np.concatenate([s.draws[name] for s in scenes])[:, None]
    sign = -1.0 if path.above else 1.0
    clock = np.arange(1.0, values.shape[1] + 1)  # a month counts once it is over
    return tipping(values, level, sign, clock, hold=path.hold)


def _action(kit: Kit, path: Pathway, course: str, tipped: Tipping) -> Action:
    title = kit.casebook.courses[course].title
    return Action(course, title, *tipped.band(), _lead(kit, path, course))


def _plain(action: Action, tipped: Tipping) -> dict[str, Any]:
    ends = (action.low, action.middle, action.high)
    low, middle, high = (None if np.isinf(v) else v for v in ends)
    return {
        "low": low,
        "middle": middle,
        "high": high,
        "never": tipped.never,
        "lead": action.lead,
    }


def _watch(
    kit: Kit, path: Pathway, course: str, values: Array, tipped: Tipping
) -> list[dict[str, Any]]:
    """Return what warns of a course's tipping before it tips, in months."""
    clock = np.arange(1.0, values.shape[1] + 1)
    grown = np.diff(values, axis=1, prepend=values[:, :1])
    after = path.follows.get(course, ())
    lead = min((_lead(kit, path, a) for a in after), default=0.0)
    found = []
    for kind, seen in (("level", values), ("growth", grown)):
        best = signpost(kind, seen, tipped, clock, needed=lead)
        if best is not None:
            found.append(
                {
                    "course": course,
                    "kind": kind,
                    "level": best.level,
                    "above": best.above,
                    "caught": best.caught,
                    "false_alarms": best.false_alarms,
                    "lead": best.lead,
                }
            )
    return found


def _lead(kit: Kit, path: Pathway, course: str) -> float:
    if course not in path.lead:
        return 0.0
    q = kit.casebook.quantities[path.lead[course]]
    return q.value * factor(q.unit, "day") / DAYS
