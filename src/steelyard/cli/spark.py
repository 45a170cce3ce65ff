"""A series as a line of blocks, as wide as a word."""

from __future__ import annotations

import math
from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
WIDTH = 32


def spark(values: Sequence[float | None], width: int = WIDTH) -> str:
    """Draw a series in blocks: the lowest is `▁`, the highest `█`.

    Parameters
    ----------
    values
        In order; a missing one is a gap.
    width
        Most characters; a longer series is drawn by means of equal stretches.

    References
    ----------
    Tufte (2006), Beautiful Evidence: sparklines.
    """
    count = len(values)
    cells = min(count, width)
    means: list[float | None] = []
    for i in range(cells):
        part = values[i * count // cells : (i + 1) * count // cells]
        known = [float(v) for v in part if v is not None and math.isfinite(v)]
        means.append(sum(known) / len(known) if known else None)
    told = [v for v in means if v is not None]
    if not told:
        return " " * cells
    low, span = min(told), max(told) - min(told)
    top = len(BLOCKS) - 1
    return "".join(
        " "
        if v is None
        else BLOCKS[round(top * (v - low) / span) if span else top // 2]
        for v in means
    )
