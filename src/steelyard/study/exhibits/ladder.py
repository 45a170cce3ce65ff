"""Exhibit: the ladder, its gates, and the game around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.escalation import EscalationFile
from steelyard.stress.escalation.branches import branches
from steelyard.stress.escalation.escalate import escalate
from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.tables import as_json, band
from steelyard.stress.escalation.whole_tree import whole_tree
from steelyard.study.exhibits.order import Order
from steelyard.study.futures import sample

Array = NDArray[np.float64]

LEAST = 0.02
"""Branches of the whole tree with a mean probability below it are pruned."""

MOST = 80
"""Draws that are solved at most, whatever the run has."""


def ladder(order: Order) -> dict[str, Any] | None:
    """Return the ladder and what its game says; None where the casebook has none.

    Raises
    ------
    ValueError
        If a course is not in the casebook.
    """
    casebook, file = order.casebook, order.casebook.escalation
    if file is None or not file.rungs:
        return None
    count = max(2, min(order.futures, MOST))
    draws = sample(casebook, count, order.seed).draws(casebook.quantities)
    found = escalate(casebook, draws, order.seed, order.courses)
    data = as_json(found)
    data["ladder"] = _file(file)
    data["past"] = _past(casebook, file)
    if found.game is not None:
        data["trees"] = _trees(found.game, draws)
        data["whole"] = _whole(found.game, draws)
        data["argued"] = _argued(data)
    whole: dict[str, Any] = rounded(data)
    return whole


def _file(file: EscalationFile) -> dict[str, Any]:
    """Return the records of the ladder that a page shows."""
    return {
        "players": {id_: p.title for id_, p in file.players.items()},
        "types": {
            id_: {k: t.title for k, t in p.types.items()}
            for id_, p in file.players.items()
        },
        "rungs": [r.model_dump(mode="json") for r in file.rungs],
        "preconditions": {
            id_: p.model_dump(mode="json") for id_, p in file.preconditions.items()
        },
        "responses": [r.model_dump(mode="json") for r in file.responses],
        "moves": {
            m.id: {
                "title": m.title,
                "player": m.player,
                "rungs": list(m.rungs),
                "responses": list(m.responses),
            }
            for m in file.moves
        },
        "status_quo": dict(file.status_quo),
        "stages": {id_: s.title for id_, s in file.stages.items()},
    }


def _past(casebook: Casebook, file: EscalationFile) -> list[dict[str, Any]]:
    if not file.cases:
        return []
    return [dict(row) for row in casebook.tables[file.cases].arrow.to_pylist()]


def _trees(game: Game, draws: Mapping[str, Array]) -> dict[str, list[dict[str, Any]]]:
    """Return the tree after each move kept to throughout."""
    return {
        move: [
            {"path": list(b.path), "chance": band(b.chance), "given": band(b.given)}
            for b in branches(game, draws, (move,) * game.file.periods)
        ]
        for move in game.moves[0]
    }


def _whole(game: Game, draws: Mapping[str, Array]) -> dict[str, dict[str, Any]]:
    """Return the tree over all periods after each move kept to throughout."""
    out = {}
    for move in game.moves[0]:
        tree = whole_tree(game, draws, (move,) * game.file.periods, LEAST)
        out[move] = {
            "least": LEAST,
            "paths": tree.paths,
            "kept": tree.kept,
            "pruned": tree.pruned,
            "dropped": tree.dropped,
            "share": tree.share,
            "nodes": [
                {
                    "path": list(t.path),
                    "player": t.player,
                    "period": t.period,
                    "given": band(t.given),
                    "chance": {**band(t.chance), "mean": float(t.chance.mean())},
                    "ends": t.ends,
                    "dropped": t.dropped,
                    "share": t.share,
                }
                for t in tree.twigs
            ],
        }
    return out


def _argued(data: dict[str, Any]) -> str:
    """Return the move on which readings of one holder differ most.

    Of all holders if none has two; the last move if there are no readings.
    """
    held: dict[str, dict[str, list[float]]] = {}
    for reading in data["readings"]:
        for move in reading["moves"]:
            for holder in (reading["holder"], ""):
                own = held.setdefault(holder, {})
                own.setdefault(move["id"], []).append(move["helps"])
    for of_all in (False, True):
        spread = {
            (max(shares) - min(shares), id_)
            for holder, own in held.items()
            for id_, shares in own.items()
            if (holder == "") == of_all and len(shares) > 1
        }
        if spread:
            return max(spread)[1]
    return str(data["moves"][-1]["id"])


def rounded(data: Any) -> Any:
    """Return plain data with numbers to six digits, so that files stay small."""
    if isinstance(data, float):
        return float(f"{data:.6g}")
    if isinstance(data, dict):
        return {key: rounded(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [rounded(value) for value in data]
    return data
