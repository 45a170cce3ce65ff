"""Results as plain data with stable keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.concepts import Concept
from steelyard.stress.escalation.escalate import (
    CourseResult,
    Escalation,
    MoveResult,
    ReadingResult,
)
from steelyard.stress.escalation.evaluate import Evaluation
from steelyard.stress.escalation.ordinal import ordinal_json

Array = NDArray[np.float64]

LIMITS = (
    "This is a set of if-then statements about assumed payoffs and foretells nothing.",
    "Shares are of draws over assumed ranges, and are not chances of events.",
    "No move is called best: which one a reader prefers rests on what it believes.",
)
"""What holds of any such game, before the casebook's own limits."""

UNCONVERGED = 1e-6
"""Residual above which a draw counts as not settled."""


def band(values: Array) -> dict[str, float]:
    """Return the median and the middle two thirds."""
    low, mid, high = np.quantile(values, [1 / 6, 1 / 2, 5 / 6])
    return {"value": float(mid), "low": float(low), "high": float(high)}


def as_json(found: Escalation) -> dict[str, Any]:
    """Return everything as plain data."""
    data: dict[str, Any] = {
        "draws": found.draws,
        "seed": found.seed,
        "periods": found.file.periods,
        "band": "middle two thirds of draws",
        "limits": [*LIMITS, *found.file.limits],
        "courses": [_course(found, c) for c in found.courses],
        "cases": [c.as_json() for c in found.cases],
    }
    if found.game is None:
        return {**data, "game": False}
    return {
        **data,
        "game": True,
        "moves": [_move(found, m) for m in found.moves],
        "readings": [_reading(found, r) for r in found.readings],
        "concepts": [_concept(found, c) for c in found.concepts],
        "disagreement": disagreement(found),
        "worth": [w.as_json() for w in found.worth],
        "stability": ordinal_json(found.game),
    }


def _evaluation(found: Escalation, result: Evaluation) -> dict[str, Any]:
    file = found.file
    outcomes = {
        o.id: {"title": o.title, **band(result.outcomes[o.id])} for o in file.outcomes
    }
    scales = {
        id_: {"title": file.scales[id_].title, "unit": file.scales[id_].unit, **band(v)}
        for id_, v in result.scales.items()
    }
    ranks = {
        id_: {
            "title": file.scales[id_].title,
            "row": file.scales[id_].row,
            "ranks": {
                name: band(v[:, r]) for r, name in enumerate(file.scales[id_].ranks)
            },
        }
        for id_, v in result.ranks.items()
    }
    worst = result.gain.max(axis=1)
    return {
        "sequence": list(result.sequence),
        "outcomes": outcomes,
        "scales": scales,
        "ranks": ranks,
        "answers": _answers(found, result.answers),
        "epsilon": {
            **band(worst),
            "unit": "points",
            "says": "largest gain of any player by another strategy",
        },
        "residual": float(result.residual.max()),
        "unsettled": int((result.residual > UNCONVERGED).sum()),
    }


def _answers(found: Escalation, answers: dict[str, Array]) -> dict[str, Any]:
    assert found.game is not None
    out = {}
    for player, chance in answers.items():
        s = found.game.players.index(player)
        if s and chance.shape[1] == len(found.game.moves[s]):
            out[player] = {
                m: band(chance[:, a]) for a, m in enumerate(found.game.moves[s])
            }
    return out


def _course(found: Escalation, course: CourseResult) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": course.id,
        "title": course.title,
        "rungs": [
            {
                "id": c.rung.id,
                "rung": c.rung.rung,
                "title": c.rung.title,
                "reversible": c.rung.reversible,
                "start": c.start.isoformat(),
                "certain": c.certain,
            }
            for c in course.climbs
        ],
        "gates": [g.as_json() for g in course.gates],
        "unmet": sum(g.failed for g in course.gates),
        "outcomes": {},
        "epsilon": None,
    }
    if course.evaluation is not None:
        data |= _evaluation(found, course.evaluation)
    return data


def _move(found: Escalation, move: MoveResult) -> dict[str, Any]:
    return {
        "id": move.id,
        "title": move.title,
        **_evaluation(found, move.evaluation),
        "helps": {
            "share": float((move.gain > 0).mean()),
            "gain": band(move.gain),
            "says": "share of draws in which the climber, by its own payoffs, has more "
            "than under the status quo",
        },
        "beliefs": [b.as_json() for b in move.beliefs],
        "instabilities": [i.as_json() for i in move.instabilities],
        "solutions": move.solutions.as_json(),
    }


def _reading(found: Escalation, result: ReadingResult) -> dict[str, Any]:
    reading = result.reading
    return {
        "id": reading.id,
        "title": reading.title,
        "holder": reading.holder,
        "quote": reading.quote,
        "line": reading.line,
        "claims": list(reading.claims),
        "says": reading.says,
        "assume": {k: list(v) for k, v in reading.assume.items()},
        "moves": [
            {
                "id": id_,
                "outcomes": {k: band(v) for k, v in e.outcomes.items()},
                "helps": float((result.gain[id_] > 0).mean()),
            }
            for id_, e in result.moves.items()
        ],
    }


def _concept(found: Escalation, concept: Concept) -> dict[str, Any]:
    assert found.game is not None
    moves = found.game.moves
    players = found.game.players
    return {
        "id": concept.id,
        "title": concept.title,
        "answers": {
            p: {
                m: {**band(v[:, a]), "mean": float(v[:, a].mean())}
                for a, m in enumerate(moves[players.index(p)])
            }
            for p, v in concept.answers.items()
        },
        "epsilon": band(concept.epsilon),
        "unsettled": int((concept.residual > UNCONVERGED).sum()),
    }


def disagreement(found: Escalation) -> list[dict[str, Any]]:
    """Say where ideas of choice expect different answers to the same move.

    For each move of the climber and each other player: the answer that is likeliest,
    at the median draw, under each idea; only where two ideas differ. CFR+ is left out:
    it is run in a few draws alone.
    """
    assert found.game is not None
    out = []
    for s, player in enumerate(found.game.players[1:], start=1):
        for u, move in enumerate(found.game.moves[0]):
            likely = {
                c.id: _likeliest(c.answers_to[player][:, u], found.game.moves[s])
                for c in found.concepts
                if c.id != "cfr_plus"
            }
            if len(set(likely.values())) > 1:
                out.append({"move": move, "player": player, "likeliest": likely})
    return out


def _likeliest(chance: Array, names: Sequence[str]) -> str:
    return names[int(np.median(chance, axis=0).argmax())]
