"""A small plot in the terminal: a band, its middle, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from steelyard.stress.people.history import Picture

WIDTH, HEIGHT = 64, 9
BAND, MIDDLE, KNOWN, CAME = "░", "─", "○", "●"


def plot(picture: Picture) -> list[str]:
    """Return lines of text: persons upwards, days to the right."""
    first = min([picture.days[0], *(d for d, _ in picture.known[-12:])])
    last = max([picture.days[-1], *(d for d, _ in picture.came)])
    counts = [*picture.known, *picture.came]
    top = max([*picture.high, *(n for d, n in counts if d >= first), 1.0])

    def column(day: float) -> int:
        return round((WIDTH - 1) * (day - first) / max(last - first, 1))

    def row(persons: float) -> int:
        return HEIGHT - 1 - round((HEIGHT - 1) * min(persons, top) / top)

    grid = np.full((HEIGHT, WIDTH), " ")
    lines = (picture.days, picture.low, picture.middle, picture.high)
    for day, low, middle, high in zip(*lines, strict=True):
        x = column(day)
        grid[row(high) : row(low) + 1, x] = np.where(
            grid[row(high) : row(low) + 1, x] == MIDDLE, MIDDLE, BAND
        )
        grid[row(middle), x] = MIDDLE
    for mark, points in ((KNOWN, picture.known), (CAME, picture.came)):
        for day, persons in points:
            if day >= first:
                grid[row(persons), column(day)] = mark
    return [f"{_label(top, y)} │{''.join(grid[y])}".rstrip() for y in range(HEIGHT)] + [
        f"{'':>9} └{'─' * WIDTH}",
        _dates(first, last),
    ]


def _label(top: float, y: int) -> str:
    value = top * (HEIGHT - 1 - y) / (HEIGHT - 1)
    return f"{value:>9,.0f}" if y in {0, HEIGHT // 2, HEIGHT - 1} else f"{'':>9}"


def _dates(first: int, last: int) -> str:
    from steelyard.stress.people.history.outcome import iso

    begin, end = iso(first), iso(last)
    return f"{'':>11}{begin}{end:>{WIDTH - len(begin)}}"
