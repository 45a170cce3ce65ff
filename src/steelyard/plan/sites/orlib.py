"""Read location instances in the format of the OR-Library.

References
----------
Beasley, J. E. (1990). OR-Library: distributing test problems by electronic mail.
Journal of the Operational Research Society 41, 1069-1072.
https://doi.org/10.1057/jors.1990.166
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from steelyard.plan.sites.cflp import Cflp

CAPACITIES: dict[str, tuple[float, ...]] = {
    "capa": (8000, 10000, 12000, 14000),
    "capb": (5000, 6000, 7000, 8000),
    "capc": (5000, 5750, 6500, 7250),
}
"""Capacities that stand for the word `capacity` in the large files (Table 1 of
Beasley 1988): one file is four problems."""

WORD = "capacity"


class FormatError(ValueError):
    """A file that is not of the format; the text names the file and the place."""


def read_orlib(path: Path, capacity: float | None = None) -> Iterator[tuple[str, Cflp]]:
    """Read the problems of a file.

    The file holds the numbers of sites and customers, then for each site its
    capacity and fixed cost, then for each customer the demand and the cost of
    serving all of it from each site. Line breaks do not matter.

    Parameters
    ----------
    path
        The file.
    capacity
        What stands for the word `capacity`, where the file has it and its name is
        not one of the known ones.

    Yields
    ------
    Names and problems: one, or one for each capacity that the word stands for.

    Raises
    ------
    FormatError
        With the place of the first word that does not fit.
    """
    try:
        words = path.read_text(encoding="ascii", errors="strict").split()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: cannot be read as text ({error})") from None
    if WORD not in words:
        yield path.stem, _problem(path, words)
        return
    values = CAPACITIES.get(path.stem.lower(), ()) if capacity is None else (capacity,)
    if not values:
        raise FormatError(
            f"{path}: the word '{WORD}' stands for a number that the file does not "
            "give; name it with --capacity"
        )
    for i, value in enumerate(values):
        name = f"{path.stem}{i + 1}" if len(values) > 1 else path.stem
        filled = [str(value) if word == WORD else word for word in words]
        yield name, _problem(path, filled)


def _problem(path: Path, words: list[str]) -> Cflp:
    numbers = np.empty(len(words))
    for i, word in enumerate(words):
        try:
            numbers[i] = float(word)
        except ValueError:
            what = f"{path}: word {i + 1} is '{word}', not a number"
            raise FormatError(what) from None
    if len(numbers) < 2 or (numbers[:2] < 1).any() or (numbers[:2] % 1).any():
        raise FormatError(f"{path}: it must begin with the numbers of sites, customers")
    m, n = int(numbers[0]), int(numbers[1])
    wanted = 2 + 2 * m + n * (m + 1)
    if len(numbers) != wanted:
        raise FormatError(
            f"{path}: {m} sites and {n} customers make {wanted} numbers, the file has "
            f"{len(numbers)}"
        )
    sites = numbers[2 : 2 + 2 * m].reshape(m, 2)
    rows = numbers[2 + 2 * m :].reshape(n, m + 1)
    try:
        return Cflp(
            sites[:, 0].copy(), sites[:, 1].copy(), rows[:, 0].copy(), rows[:, 1:].T
        )
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from None


def write_orlib(problem: Cflp, path: Path) -> None:
    """Write a problem in the same format."""
    lines = [f"{problem.sites} {problem.customers}"]
    lines += [
        f"{c:g} {f:.10g}" for c, f in zip(problem.capacity, problem.fixed, strict=True)
    ]
    for demand, costs in zip(problem.demand, problem.cost.T, strict=True):
        lines.append(f"{demand:g}")
        lines.append(" ".join(f"{c:.10g}" for c in costs))
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
