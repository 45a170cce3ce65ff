"""The metro map of pathways, as text that a screen reader can read.

Lines are actions, their ends tipping points with a band, transfers decisions. Input
has the shape of the Deltares Pathways Generator: sequences of actions and, for each
action, its tipping point.

References
----------
Haasnoot, Kwakkel, Walker and ter Maat (2013), Global Environmental Change 23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Action:
    """A line of the map.

    Attributes
    ----------
    id, title
        Its name.
    low, middle, high
        Tipping point with its band (middle two thirds); infinite if none.
    lead
        Time that it takes to get going.
    """

    id: str
    title: str
    low: float
    middle: float
    high: float
    lead: float = 0.0

    def __post_init__(self) -> None:
        if not self.low <= self.middle <= self.high:
            raise ValueError(f"{self.id}: the tipping point's band must rise")


@dataclass(frozen=True)
class Pathways:
    """Actions and which may follow which.

    Attributes
    ----------
    actions
        By id.
    follows
        Action to those that may come after it.
    start
        The action in place now.
    horizon
        End of the axis.
    """

    actions: Mapping[str, Action]
    follows: Mapping[str, Sequence[str]]
    start: str
    horizon: float

    def __post_init__(self) -> None:
        named = {
            self.start,
            *self.follows,
            *(a for f in self.follows.values() for a in f),
        }
        if unknown := sorted(named - set(self.actions)):
            raise ValueError(f"no action {unknown} among {sorted(self.actions)}")

    def sequences(self) -> list[tuple[str, ...]]:
        """Return all sequences from the start that only move to later ends.

        A sequence ends when its last action lasts to the horizon or nothing that
        lasts longer may follow.
        """
        found: list[tuple[str, ...]] = []

        def walk(path: tuple[str, ...]) -> None:
            last = self.actions[path[-1]]
            onward = [
                a
                for a in self.follows.get(last.id, ())
                if a not in path and self.actions[a].middle > last.middle
            ]
            if last.middle >= self.horizon or not onward:
                found.append(path)
                return
            for action in onward:
                walk((*path, action))

        walk((self.start,))
        return found

    def decide_by(self, path: Sequence[str]) -> list[float]:
        """Return when each change of a sequence must be decided, at the latest.

        The early edge of the tipping point's band, less the lead of what follows.
        """
        pairs = pairwise(path)
        return [
            max(self.actions[now].low - self.actions[then].lead, 0.0)
            for now, then in pairs
        ]

    def lasts(self, path: Sequence[str]) -> bool:
        """Tell whether a sequence is enough up to the horizon, at the median."""
        return self.actions[path[-1]].middle >= self.horizon


def text_map(pathways: Pathways, width: int = 60, unit: str = "days") -> str:
    """Draw the map and tell it in words.

    `=` is safe, `~` the band in which the tipping point lies, `|` its median,
    `>` lasts beyond the horizon.
    """
    name = max(len(a.title) for a in pathways.actions.values())
    lines = [_line(a, pathways.horizon, width, name) for a in pathways.actions.values()]
    lines.append(f"{'':{name}}  0{pathways.horizon:>{width - 1},.6g} {unit}")
    lines.append("")
    lines += [_words(pathways, path, unit) for path in pathways.sequences()]
    return "\n".join(lines)


def _line(action: Action, horizon: float, width: int, name: int) -> str:
    def at(time: float) -> int:
        return width if time >= horizon else int(width * max(time, 0.0) / horizon)

    low, middle, high = at(action.low), at(action.middle), at(action.high)
    marks = ["="] * low + ["~"] * (high - low) + [" "] * (width - high)
    if middle < width:
        marks[middle] = "|"
    end = ">" if high == width else ""
    return f"{action.title:{name}}  {''.join(marks).rstrip()}{end}"


def _words(pathways: Pathways, path: Sequence[str], unit: str) -> str:
    parts = [pathways.actions[path[0]].title]
    for by, action in zip(pathways.decide_by(path), path[1:], strict=True):
        title = pathways.actions[action].title
        parts.append(f"then {title} (decide by {by:,.4g} {unit})")
    last = pathways.actions[path[-1]]
    if pathways.lasts(path):
        end = "enough up to the horizon"
    else:
        until = f"{last.middle:,.4g} {unit}" if np.isfinite(last.middle) else "the end"
        end = f"enough until {until}, and nothing on the map follows"
    return f"{', '.join(parts)}: {end}."
