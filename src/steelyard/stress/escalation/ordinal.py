"""Ordinal stability of a casebook's game, as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.stress.escalation.game import Game
from steelyard.stress.escalation.stability import (
    CONCEPTS,
    moves_between,
    ranks,
    stability,
)


def open_paths(game: Game) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the paths on which every move is open."""
    form = game.shape
    good = np.ones(form.paths, dtype=bool)
    for s in range(len(game.players)):
        before = np.arange(form.paths) // (form.paths // int(form.before[s]))
        start = form.slot[form.offset[s] + before]
        good &= game.allowed[start + form.made[s]]
    return np.flatnonzero(good)


def ordinal_json(game: Game) -> dict[str, Any] | None:
    """Return the outcomes that are stable for all; None without preferences."""
    silent = [p for p in game.players if not game.file.players[p].preferences]
    if silent:
        return None
    paths = open_paths(game)
    order = ranks(game)[:, paths]
    found = stability(order, moves_between(game.shape.made[:, paths]))
    titles = {m.id: m.title for m in game.file.moves}

    def name(path: int) -> dict[str, str]:
        made = game.shape.made[:, paths[path]]
        return {p: game.moves[s][made[s]] for s, p in enumerate(game.players)}

    quiet = next(
        k
        for k in range(len(paths))
        if tuple(game.shape.made[:, paths[k]]) == game.quiet
    )
    return {
        "outcomes": len(paths),
        "preferences": {
            p: [w.says or str(w.when) for w in game.file.players[p].preferences]
            for p in game.players
        },
        "stable": {c: [name(k) for k in found.equilibria(c)] for c in CONCEPTS},
        "status_quo": {
            c: {p: bool(found.stable[c][s, quiet]) for s, p in enumerate(game.players)}
            for c in CONCEPTS
        },
        "titles": titles,
    }
