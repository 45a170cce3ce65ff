"""What the ladder does to the rest of a study: one sampled path in each future.

`sampled` plays a course's moves against the other players in every future and gives
what follows along the path that came about: levels of the setting's drivers by month,
for `stress.setting.run`; what the path calls for in actions, and what does not take
place, beyond the status quo's; and what each scale of consequences comes to, for the
card.
The same seed and the same numbers of futures give the same paths, whatever the block
and whatever the course; courses with the same moves have the same path to the bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.casebook_file import Horizon
from steelyard.casebook.schema.escalation import EscalationFile
from steelyard.stress.escalation.beyond import called, lost, moved
from steelyard.stress.escalation.called import called_parts
from steelyard.stress.escalation.climb import climbs, sequence
from steelyard.stress.escalation.game import Game, compile_game
from steelyard.stress.escalation.imposed import solve_imposed
from steelyard.stress.escalation.points import points_of
from steelyard.stress.escalation.shape import Ints
from steelyard.stress.escalation.walk import Walk, walk

Array = NDArray[np.float64]

CHUNK = 256
"""Futures that are solved at once."""


@dataclass(frozen=True)
class Sampled:
    """One path in each future, and what it leaves behind.

    Attributes
    ----------
    moves
        The climber's move in each period.
    drivers
        Driver of the setting to its level in each month, (futures, months), 0 to 1:
        what `stress.setting.run` takes among its levels.
    calls
        Level of each of the course's called parts by day, (futures, days), 0 to 1.
    losses
        Loss to the level of its scale above the status quo's path times years,
        (futures,).
    columns
        `escalation.SCALE` to what the scale comes to over the horizon, (futures,): a
        level, or of a scale of ranks the highest rank that is reached.
    walk
        The path itself.
    unsettled
        Futures whose answers are no fixed point to 1e-6.
    """

    moves: tuple[str, ...]
    drivers: dict[str, Array]
    calls: tuple[Array, ...]
    losses: dict[str, Array]
    columns: dict[str, Array]
    walk: Walk
    unsettled: int


def sampled(
    casebook: Casebook,
    course: str,
    draws: Mapping[str, Array],
    futures: Ints,
    seed: int,
    months: Sequence[str],
    game: Game | None = None,
) -> Sampled | None:
    """Play a course through some futures.

    Parameters
    ----------
    casebook
        The casebook.
    course
        Id.
    draws
        Quantity to its value in each future, in its own unit.
    futures
        Numbers of the futures, (futures,).
    seed
        Of the keyed streams of types and moves.
    months
        Of the horizon, YYYY-MM.
    game
        The casebook's, compiled; compiled here if left out.

    Returns
    -------
    The paths; None where the casebook has no game.
    """
    file = casebook.escalation
    if file is None or not file.playable:
        return None
    game = game or compile_game(file)
    horizon = casebook.front.horizon
    up = climbs(file, casebook.courses[course], casebook.actions, horizon)
    moves = sequence(file, up, horizon)
    path, unsettled = _played(game, draws, moves, futures, seed)
    quiet = (game.moves[0][game.quiet[0]],) * len(moves)
    still = path
    if moves != quiet and (file.calls or file.losses):
        still, _ = _played(game, draws, quiet, futures, seed)
    wanted = called_parts(casebook, casebook.courses[course])
    known = casebook.quantities
    return Sampled(
        moves,
        drivers(file, path, horizon, months),
        called(file, path, still, horizon, draws, known) if wanted else (),
        lost(file, path, still, horizon),
        columns(file, path),
        path,
        unsettled,
    )


def _played(
    game: Game,
    draws: Mapping[str, Array],
    moves: tuple[str, ...],
    futures: Ints,
    seed: int,
) -> tuple[Walk, int]:
    """Return the path of each future, and how many are no fixed point."""
    points = points_of(game, futures, seed, len(moves))
    parts, unsettled = [], 0
    for at in range(0, len(futures), CHUNK):
        rows = slice(at, at + CHUNK)
        some = {name: values[rows] for name, values in draws.items()}
        form, tree, solved = solve_imposed(game, some, moves)
        parts.append(walk(game, form, tree, solved.strategy, some, points[rows]))
        unsettled += int((solved.residual > 1e-6).sum())
    return Walk.join(parts), unsettled


def drivers(
    file: EscalationFile, path: Walk, horizon: Horizon, months: Sequence[str]
) -> dict[str, Array]:
    """Return the level of each driver in each month, (futures, months).

    The horizon is cut into equal periods; a month lies in the one that its middle lies
    in. Of two scales that move one driver, the stronger counts.
    """
    period = periods_of(horizon, months, path.moves.shape[1])
    out: dict[str, Array] = {}
    for drive in file.drives:
        level = moved(drive, path.levels[drive.scale])[:, period]
        held = out.get(drive.driver)
        out[drive.driver] = level if held is None else np.maximum(held, level)
    return out


def periods_of(horizon: Horizon, months: Sequence[str], periods: int) -> Ints:
    """Return the period that each month's middle lies in, (months,)."""
    begin, end = (
        date.fromisoformat(d).toordinal() for d in (horizon.start, horizon.end)
    )
    middle = np.array([date.fromisoformat(f"{m}-15").toordinal() for m in months])
    share = (middle - begin) / (end - begin)
    return np.clip((share * periods).astype(np.int64), 0, periods - 1)


def columns(file: EscalationFile, path: Walk) -> dict[str, Array]:
    """Return what each scale comes to over the periods, (futures,)."""
    out = {}
    for id_, scale in file.scales.items():
        level = path.levels[id_]
        if scale.over == "mean":
            whole = level.mean(axis=1)
        elif scale.over == "sum":
            whole = scale.base + (level - scale.base).sum(axis=1)
        elif scale.over == "max":
            whole = level.max(axis=1)
        else:
            whole = level[:, -1]
        out[f"escalation.{id_}"] = whole
    return out
