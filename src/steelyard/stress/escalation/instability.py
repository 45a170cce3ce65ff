"""First-strike and fait-accompli pressures, named in plain words.

All are comparisons of what sequences of moves are worth, by each player's own
payoffs. They need two periods or more.

References
----------
Schelling (1960), The Strategy of Conflict (the reciprocal fear of surprise attack,
the fait accompli, the commitment that binds the one who makes it); Powell (2006), War
as a commitment problem, International Organization 60:169-203.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Instability:
    """A pressure that a move is under, with the share of draws that show it."""

    id: str
    title: str
    says: str
    share: float

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(self.__dict__)


def instabilities(
    stay: Array,
    now: Array,
    later: Array,
    once: Array,
    wait: Array,
    names: tuple[str, ...],
) -> list[Instability]:
    """Name the pressures that a move is under.

    Parameters
    ----------
    stay, now, later, once
        Payoffs by draw and player, shape (draws, players), where the climber keeps to
        the status quo; makes the move and keeps to it; makes it only in the last
        period; makes it only in the first.
    wait
        Weight of the last period against the first, shape (draws,).
    names
        Titles of players, the climber first.
    """
    climber = names[0]
    early = once[:, 0] - stay[:, 0]
    late = (later[:, 0] - stay[:, 0]) / np.maximum(wait, 1e-9)
    out = [
        Instability(
            "hurry",
            "First mover's haste",
            f"the same act for one period is worth more to {climber} now than a wait "
            "later, dates apart: others could use the wait",
            _share((early > late) & (early > 0)),
        ),
        Instability(
            "trap",
            "No way back",
            f"{climber} would rather never have begun, and once it has begun would "
            "rather go on than stop",
            _share((stay[:, 0] > now[:, 0]) & (now[:, 0] > once[:, 0])),
        ),
        Instability(
            "false_start",
            "Regret",
            f"{climber} would rather stop after one period than go on, and rather "
            "never have begun than stop",
            _share((once[:, 0] > now[:, 0]) & (stay[:, 0] > once[:, 0])),
        ),
    ]
    for i, name in enumerate(names[1:], start=1):
        out += _pair(stay[:, [0, i]], now[:, [0, i]], climber, name, i)
    return out


def _pair(
    stay: Array, now: Array, climber: str, name: str, i: int
) -> list[Instability]:
    """Name what stands between the climber and one other player."""
    ours, theirs = now[:, 0] - stay[:, 0], now[:, 1] - stay[:, 1]
    return [
        Instability(
            f"fait_accompli_{i}",
            f"Accomplished fact against {name}",
            f"{climber} gains by the fact and {name} loses by it: it rests on {name} "
            "accepting what it did not choose",
            _share((ours > 0) & (theirs < 0)),
        ),
        Instability(
            f"all_lose_{i}",
            f"Nobody gains: {climber} and {name}",
            f"both {climber} and {name} have less than under the status quo",
            _share((ours < 0) & (theirs < 0)),
        ),
    ]


def _share(where: NDArray[np.bool_]) -> float:
    return float(where.mean())
