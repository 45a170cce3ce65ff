"""The verb: a casebook's ladder and game, over draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.escalation import EscalationFile, Reading
from steelyard.stress.escalation.beliefs import Belief, Worth, among, beliefs
from steelyard.stress.escalation.cases import Count, counts
from steelyard.stress.escalation.climb import Climb, climbs, sequence
from steelyard.stress.escalation.concepts import Concept, concepts
from steelyard.stress.escalation.evaluate import Evaluation, evaluate
from steelyard.stress.escalation.game import Game, compile_game
from steelyard.stress.escalation.gates import Gate, gates
from steelyard.stress.escalation.imposed import discount, solve_imposed
from steelyard.stress.escalation.instability import Instability, instabilities
from steelyard.stress.escalation.points import path_points
from steelyard.stress.escalation.readings import under
from steelyard.stress.escalation.starts import Solutions, solutions

Array = NDArray[np.float64]
Tell = Callable[[str, int, int], None]

FOLLOWED = ("cooperation", "violence", "answer")
"""Columns of a table of past cases that are counted, where it has them."""


@dataclass(frozen=True)
class CourseResult:
    """What a course climbs, which gates it passes, and where it leads."""

    id: str
    title: str
    climbs: list[Climb]
    gates: list[Gate]
    evaluation: Evaluation | None
    """None where the casebook has no game."""


@dataclass(frozen=True)
class MoveResult:
    """What follows where the climber keeps to one move."""

    id: str
    title: str
    evaluation: Evaluation
    gain: Array
    """The climber's gain over the status quo, in its points, shape (draws,)."""
    beliefs: list[Belief]
    instabilities: list[Instability]
    solutions: Solutions


@dataclass(frozen=True)
class ReadingResult:
    """The moves as one holder expects them."""

    reading: Reading
    moves: dict[str, Evaluation]
    gain: dict[str, Array]


@dataclass(frozen=True)
class Escalation:
    """Everything that the step finds. It holds no best rung and no forecast."""

    file: EscalationFile
    game: Game | None
    draws: int
    seed: int
    courses: list[CourseResult]
    moves: list[MoveResult]
    readings: list[ReadingResult]
    concepts: list[Concept]
    cases: list[Count]
    worth: list[Worth]
    """What knowing each input is worth in deciding among all moves."""


def escalate(
    casebook: Casebook,
    draws: Mapping[str, Array],
    seed: int = 1,
    courses: Sequence[str] | None = None,
    *,
    whole: bool = True,
    tell: Tell = lambda step, done, total: None,
) -> Escalation:
    """Evaluate courses and moves of the ladder.

    Parameters
    ----------
    casebook
        With an `escalation.yaml`.
    draws
        Every quantity's value in each future.
    seed
        Of the paths of futures.
    courses
        Ids; all if None.
    whole
        Whether moves, readings and other ideas of choice are looked at as well.
    tell
        Called with step, done and total.

    Raises
    ------
    ValueError
        If the casebook has no ladder, or a course is not known.
    """
    file = casebook.escalation
    if file is None:
        raise ValueError(f"the casebook '{casebook.id}' has no escalation.yaml")
    wanted = _known(casebook, courses)
    count = len(next(iter(draws.values())))
    game = compile_game(file) if file.playable else None
    study = _Study(casebook, game, draws, seed) if game else None
    found = []
    for i, id_ in enumerate(wanted):
        tell("courses", i, len(wanted))
        found.append(_course(casebook, file, id_, study))
    cases = _cases(casebook, file)
    if study is None or game is None or not whole:
        return Escalation(file, game, count, seed, found, [], [], [], cases, [])
    moves, readings = study.moves(tell), study.readings(tell)
    ideas = concepts(game, draws)
    gains = np.stack([m.gain for m in moves], axis=1)
    worth = among(gains, draws, game.uncertain(casebook.quantities))
    return Escalation(
        file, game, count, seed, found, moves, readings, ideas, cases, worth
    )


def _known(casebook: Casebook, courses: Sequence[str] | None) -> list[str]:
    wanted = list(casebook.courses) if courses is None else list(courses)
    unknown = [c for c in wanted if c not in casebook.courses]
    if unknown:
        known = ", ".join(casebook.courses)
        raise ValueError(f"no course '{unknown[0]}'; known: {known}")
    return wanted


def _cases(casebook: Casebook, file: EscalationFile) -> list[Count]:
    if not file.cases:
        return []
    table = casebook.tables[file.cases]
    held = table.arrow.column_names
    return counts(table, [c for c in FOLLOWED if c in held])


def _course(
    casebook: Casebook, file: EscalationFile, id_: str, study: _Study | None
) -> CourseResult:
    course, horizon = casebook.courses[id_], casebook.front.horizon
    up = climbs(file, course, casebook.actions, horizon)
    held = gates(file, course, up, horizon)
    result = study.evaluate(sequence(file, up, horizon)) if study else None
    return CourseResult(id_, course.title, up, held, result)


class _Study:
    """Evaluations of one game over one set of draws, each made once."""

    def __init__(
        self, casebook: Casebook, game: Game, draws: Mapping[str, Array], seed: int
    ) -> None:
        self.casebook, self.game, self.draws = casebook, game, draws
        self.periods = game.file.periods
        self.seed = seed
        count = len(next(iter(draws.values())))
        self.points = path_points(game, count, seed, self.periods)
        self.done: dict[tuple[str, ...], Evaluation] = {}
        self.quiet = game.file.status_quo[game.leader]

    def evaluate(self, moves: tuple[str, ...]) -> Evaluation:
        if moves not in self.done:
            self.done[moves] = evaluate(self.game, self.draws, moves, self.points)
        return self.done[moves]

    def payoff(self, moves: tuple[str, ...]) -> Array:
        """Return expected payoffs alone, shape (draws, players)."""
        if moves in self.done:
            return self.done[moves].payoff
        form, _, solved = solve_imposed(self.game, self.draws, moves)
        prior = self.game.priors(self.draws)
        joint = np.ones((len(prior), form.joint))
        for s in range(len(form.types)):
            joint *= prior[:, s, form.own_type[s]]
        mean: Array = np.einsum("dj,dij->di", joint, solved.value[:, 0])
        return mean

    def moves(self, tell: Tell) -> list[MoveResult]:
        """Impose each move in turn."""
        stay = self.evaluate((self.quiet,) * self.periods)
        names = self.game.uncertain(self.casebook.quantities)
        out = []
        ids = self.game.moves[0]
        titles = {m.id: m.title for m in self.game.file.moves}
        for i, move in enumerate(ids):
            tell("moves", i, len(ids))
            result = self.evaluate((move,) * self.periods)
            gain = result.payoff[:, 0] - stay.payoff[:, 0]
            quiet = move == self.quiet
            out.append(
                MoveResult(
                    move,
                    titles[move],
                    result,
                    gain,
                    [] if quiet else beliefs(gain, self.draws, names),
                    [] if quiet else self._pressures(move, stay, result),
                    solutions(self.game, self.draws, result.sequence, self.seed),
                )
            )
        return out

    def _pressures(
        self, move: str, stay: Evaluation, now: Evaluation
    ) -> list[Instability]:
        if self.periods < 2:
            return []
        rest = self.periods - 1
        later = self.payoff((self.quiet,) * rest + (move,))
        once = self.payoff((move,) + (self.quiet,) * rest)
        titles = tuple(self.game.file.players[p].title for p in self.game.players)
        wait = discount(self.game, self.draws) ** rest
        return instabilities(stay.payoff, now.payoff, later, once, wait, titles)

    def readings(self, tell: Tell) -> list[ReadingResult]:
        """Impose each move in turn under each reading."""
        out = []
        held = self.game.file.readings
        for i, reading in enumerate(held):
            tell("readings", i, len(held))
            draws = under(reading, self.draws, self.casebook.quantities)
            found = {
                move: evaluate(self.game, draws, (move,) * self.periods, self.points)
                for move in self.game.moves[0]
            }
            stay = found[self.quiet].payoff[:, 0]
            gain = {m: e.payoff[:, 0] - stay for m, e in found.items()}
            out.append(ReadingResult(reading, found, gain))
        return out
