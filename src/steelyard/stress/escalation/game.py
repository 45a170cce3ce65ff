"""The game of a casebook, compiled to index arrays and payoff coefficients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.escalation_check import next_stage
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.escalation import EscalationFile, When
from steelyard.stress.escalation.shape import Bools, Ints, Shape, shape

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Game:
    """A game of incomplete information, played over several periods.

    Attributes
    ----------
    file
        Its records.
    players, types, moves
        Ids, in the order of moving.
    stages
        Ids of stages; the first is where the game begins.
    shape
        The indices of a period with all moves.
    allowed
        Slots whose move is open, shape (slots,).
    next_stage
        Stage that a path leads to, shape (stages, paths).
    components
        Ids of the quantities that payoffs are made of.
    weights
        Payoff per unit of component, shape (components, stages, players, joint,
        paths).
    """

    file: EscalationFile
    players: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    moves: tuple[tuple[str, ...], ...]
    stages: tuple[str, ...]
    shape: Shape
    allowed: Bools
    next_stage: Ints
    components: tuple[str, ...]
    weights: Array

    @cached_property
    def quiet(self) -> tuple[int, ...]:
        """The status-quo move of each player."""
        return tuple(
            own.index(self.file.status_quo[player])
            for player, own in zip(self.players, self.moves, strict=True)
        )

    @property
    def leader(self) -> str:
        """The player that climbs the ladder."""
        return self.players[0]

    def payoffs(self, draws: Mapping[str, Array]) -> Array:
        """Return payoffs, shape (draws, stages, players, joint, paths)."""
        count = len(draws[self.components[0]])
        table = np.zeros((count, *self.weights.shape[1:]))
        flat = table.reshape(count, -1)
        # Term by term, and not as a matrix product: a draw must come out the same to
        # the bit whichever others it is worked with.
        for name, weight in zip(self.components, self.weights, strict=True):
            where = np.flatnonzero(weight)
            flat[:, where] += draws[name][:, None] * weight.ravel()[where]
        return table

    def priors(self, draws: Mapping[str, Array]) -> Array:
        """Return priors, shape (draws, players, most types); rows add up to one."""
        count = len(next(iter(draws.values())))
        most = max(len(kinds) for kinds in self.types)
        out = np.zeros((count, len(self.players), most))
        for s, player in enumerate(self.players):
            kinds = self.file.players[player].types
            if not kinds:
                out[:, s, 0] = 1.0
                continue
            rest = None
            for k, kind in enumerate(kinds.values()):
                if kind.prior is None:
                    rest = k
                elif isinstance(kind.prior, str):
                    out[:, s, k] = draws[kind.prior]
                else:
                    out[:, s, k] = kind.prior
            if rest is not None:
                out[:, s, rest] = np.maximum(1.0 - out[:, s].sum(axis=1), 0.0)
            out[:, s] /= out[:, s].sum(axis=1, keepdims=True)
        return out

    def matches(self, when: When, stages: Sequence[str] = ()) -> Bools:
        """Return where a condition holds, shape (stages, paths)."""
        path = np.ones(self.shape.paths, dtype=bool)
        for player, wanted in when.items():
            s = self.players.index(player)
            ids = [self.moves[s].index(m) for m in wanted]
            path &= np.isin(self.shape.made[s], ids)
        stage = np.array([not stages or name in stages for name in self.stages])
        return stage[:, None] & path[None, :]

    def uncertain(self, quantities: Mapping[str, Quantity]) -> tuple[str, ...]:
        """Return the uncertain quantities that the solution rests on, sorted."""
        file = self.file
        used = {*self.components, file.discount, file.precision}
        for player in file.players.values():
            used |= {k.prior for k in player.types.values() if isinstance(k.prior, str)}
        return tuple(
            sorted(name for name in used if name and quantities[name].uncertain)
        )


def compile_game(file: EscalationFile) -> Game:
    """Compile a checked file.

    Raises
    ------
    ValueError
        If it holds a ladder and no game.
    """
    if not file.playable:
        raise ValueError("the casebook has a ladder and no game: no moves or payoffs")
    players = tuple(file.players)
    moves = tuple(tuple(m.id for m in file.moves if m.player == p) for p in players)
    types = tuple(tuple(p.types) or ("",) for p in file.players.values())
    stages = tuple(file.stages) or ("start",)
    sees = np.array(
        [[other in file.players[p].observes for other in players] for p in players]
    )
    form = shape([len(t) for t in types], [len(m) for m in moves], sees)
    components = tuple(sorted({p.component for p in file.payoffs}))
    bare = Game(
        file,
        players,
        types,
        moves,
        stages,
        form,
        _allowed(file, players, moves, form),
        _next_stage(file, players, moves, stages),
        components,
        np.zeros(0),
    )
    weights = _weights(bare)
    return Game(**{**bare.__dict__, "weights": weights})


def _weights(game: Game) -> Array:
    form = game.shape
    out = np.zeros(
        (
            len(game.components),
            len(game.stages),
            len(game.players),
            form.joint,
            form.paths,
        )
    )
    for payoff in game.file.payoffs:
        joint = np.ones(form.joint, dtype=bool)
        for player, kinds in payoff.types.items():
            s = game.players.index(player)
            joint &= np.isin(form.own_type[s], [game.types[s].index(k) for k in kinds])
        where = game.matches(payoff.when, payoff.stages)[:, None, :] & joint[:, None]
        component = game.components.index(payoff.component)
        s = game.players.index(payoff.player)
        out[component, :, s] += payoff.times * where
    return out


def _allowed(
    file: EscalationFile,
    players: tuple[str, ...],
    moves: tuple[tuple[str, ...], ...],
    form: Shape,
) -> Bools:
    allowed = np.ones(form.slots, dtype=bool)
    after = {m.id: m.after for m in file.moves}
    for s in range(len(players)):
        starts = form.slot[form.offset[s] : form.offset[s + 1]]
        nodes = starts.reshape(form.joint, -1)
        for p, path in enumerate(product(*moves[:s])):
            made = dict(zip(players[:s], path, strict=True))
            for a, move in enumerate(moves[s]):
                if any(made[who] not in ids for who, ids in after[move].items()):
                    allowed[nodes[:, p] + a] = False
    return allowed


def _next_stage(
    file: EscalationFile,
    players: tuple[str, ...],
    moves: tuple[tuple[str, ...], ...],
    stages: tuple[str, ...],
) -> Ints:
    paths = [dict(zip(players, path, strict=True)) for path in product(*moves)]
    return np.array(
        [[stages.index(next_stage(file, g, p)) for p in paths] for g in stages]
    )
