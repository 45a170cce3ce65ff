"""Uniform numbers for the paths of draws, each column a stream of its own."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from steelyard.stress.escalation.game import Game

Array = NDArray[np.float64]

BLOCK = 256
"""Draws that one generator makes."""


def path_points(game: Game, draws: int, seed: int, periods: int) -> Array:
    """Return numbers in [0, 1), shape (draws, players x (periods + 1)).

    The first numbers of a larger sample are those of a smaller one; a player's
    numbers do not depend on the other players or on the course.
    """
    columns = [f"type.{p}" for p in game.players]
    columns += [f"move.{t}.{p}" for t in range(periods) for p in game.players]
    return np.stack([_stream(name, draws, seed) for name in columns], axis=1)


def _stream(name: str, draws: int, seed: int) -> Array:
    digest = hashlib.sha256(f"escalation.{name}".encode()).digest()
    key = int.from_bytes(digest[:8], "big")
    blocks = [
        np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key, b))).random(
            BLOCK
        )
        for b in range(-(-draws // BLOCK))
    ]
    return np.concatenate(blocks)[:draws]
