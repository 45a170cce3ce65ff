"""Times of the escalation solvers, side by side with Gambit and OpenSpiel.

    python benchmarks/bench_escalation.py [--draws N] [--three]

Peers are used where they are installed, on `.efg` files that are written here, and
left out by name otherwise. Times are of this machine as it is; ratios say more.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.cfr import cfr_plus
from steelyard.stress.escalation.efg import write_efg
from steelyard.stress.escalation.game import Game, compile_game
from steelyard.stress.escalation.grid import solve_grid
from steelyard.stress.escalation.histories import histories, solve_histories
from steelyard.stress.escalation.tree import Tree, gains, period_tree
from steelyard.stress.escalation.tree_qre import follow
from steelyard.study.futures import sample


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return seconds of a second run, compiled code at hand, and its result."""
    work()
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def own(game: Game, draws: dict[str, np.ndarray], count: int, three: bool) -> None:
    """Time the period solvers on SR309's game."""
    form = game.shape
    tables, priors = game.payoffs(draws), game.priors(draws)
    delta, sharp = draws["esc_discount"], draws["esc_precision"]
    bars = {1: 2.0, 2: 60.0, 3: 300.0}
    print("| periods | way | draws | seconds | bar for 1,000 | unsettled |")
    print("| --- | --- | --- | --- | --- | --- |")
    for periods in (1, 2):
        select = np.tile(np.arange(form.paths), (periods, 1))
        tree = histories(game.next_stage, select)
        allowed = np.tile(game.allowed, (periods, 1))
        seconds, found = timed(
            lambda tree=tree, allowed=allowed: solve_histories(  # type: ignore[misc]
                form, tree, tables, priors, delta, sharp, allowed, tol=5e-7
            )
        )
        bad = int((found.residual > 1e-6).sum())  # type: ignore[attr-defined]
        bar = bars[periods]
        print(
            f"| {periods} | all histories | {count} | {seconds:.2f} | {bar:g} | {bad} |"
        )
    for periods in (2, 3) if three else (2,):
        seconds, found = timed(
            lambda periods=periods: solve_grid(  # type: ignore[misc]
                form,
                tables,
                game.next_stage,
                priors,
                delta,
                sharp,
                game.allowed,
                periods,
                tol=5e-7,
            )
        )
        bad = int((found.residual > 1e-6).sum())  # type: ignore[attr-defined]
        bar = bars[periods]
        print(f"| {periods} | grid of 7 | {count} | {seconds:.2f} | {bar:g} | {bad} |")


def small(game: Game, draws: dict[str, np.ndarray]) -> Tree:
    """Return one period of one draw with the climber's first two moves alone."""
    form = game.shape
    allowed = game.allowed.copy()
    allowed[2 : len(game.moves[0])] = False
    table, prior = game.payoffs(draws)[0, 0], game.priors(draws)[0]
    return period_tree(form, allowed, table, prior)


def peers(trees: dict[str, Tree], folder: Path) -> None:
    """Time one quantal response and 200 rounds of CFR+ per game."""
    print("\n| game | nodes | work | steelyard, s | peer | peer, s | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, tree in trees.items():
        file = folder / f"{name}.efg"
        file.write_text(write_efg(tree, name))
        mine, _ = timed(lambda tree=tree: follow(tree, [0.25, 0.5, 1.0]))  # type: ignore[misc]
        theirs = gambit(file)
        row(name, tree, "quantal response at 1", mine, "Gambit", theirs)
        mine, average = timed(lambda tree=tree: cfr_plus(tree, 200))  # type: ignore[misc]
        row(name, tree, "CFR+, 200 rounds", mine, "OpenSpiel", openspiel(file))
        print(f"| | | NashConv {average.nash_conv:.4f} | | | | |")  # type: ignore[attr-defined]
        print(f"| | | of even play {gains(tree, tree.even()).sum():.4f} | | | | |")


def row(
    name: str, tree: Tree, work: str, mine: float, peer: str, theirs: float | None
) -> None:
    """Print one comparison."""
    shown = "not installed or failed" if theirs is None else f"{theirs:.3f}"
    ratio = "" if theirs is None else f"{theirs / mine:.1f}"
    nodes = len(tree.parent)
    print(f"| {name} | {nodes} | {work} | {mine:.3f} | {peer} | {shown} | {ratio} |")


def gambit(file: Path) -> float | None:
    """Return Gambit's seconds for the same quantal response."""
    try:
        import pygambit
    except ImportError:
        return None
    other = pygambit.read_efg(io.StringIO(file.read_text()))
    began = time.perf_counter()
    pygambit.qre.logit_solve_lambda(other, lam=[1.0])
    return time.perf_counter() - began


def openspiel(file: Path) -> float | None:
    """Return OpenSpiel's seconds for 200 rounds of CFR+ (in C++)."""
    try:
        import pyspiel
    except ImportError:
        return None
    other = pyspiel.load_game(f"efg_game(filename={file})")
    try:
        solver = pyspiel.CFRPlusSolver(other)
    except pyspiel.SpielError:
        return None
    began = time.perf_counter()
    for _ in range(200):
        solver.evaluate_and_update_policy()
    return time.perf_counter() - began


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--three", action="store_true", help="three periods as well")
    options = parser.parse_args()
    casebook = open_casebook("sr309")
    assert casebook.escalation is not None
    game = compile_game(casebook.escalation)
    draws = sample(casebook, options.draws, 1).draws(casebook.quantities)
    own(game, draws, options.draws, options.three)
    form = game.shape
    one = period_tree(
        form, game.allowed, game.payoffs(draws)[0, 0], game.priors(draws)[0]
    )
    with tempfile.TemporaryDirectory() as folder:
        trees = {"two_moves": small(game, draws), "one_period": one}
        peers(trees, Path(folder))


if __name__ == "__main__":
    main()
