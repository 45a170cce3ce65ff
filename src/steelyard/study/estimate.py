"""What a run will take, told before it starts, from its first task."""

from __future__ import annotations

import math


def estimate(
    courses: int, futures: int, tasks: int, workers: int, seconds: float, size: int
) -> str:
    """Say how long a run will take on this machine and how large it will be.

    Parameters
    ----------
    tasks
        How many are still to do.
    seconds, size
        Time and bytes of one of them, done alone.

    >>> estimate(12, 10_000, 480, 2, 1.5, 840_000)
    '12 courses x 10,000 futures: about 6 minutes, 400 MB'
    """
    whole = f"{courses} courses x {futures:,} futures"
    return f"{whole}: about {_time(tasks * seconds / workers)}, {_size(tasks * size)}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{max(math.ceil(seconds), 1)} seconds"
    if seconds < 5400:
        return f"{round(seconds / 60)} minutes"
    return f"{seconds / 3600:.1f} hours"


def _size(size: float) -> str:
    mega = size / 1e6
    if mega < 1000:
        return f"{_round(mega)} MB"
    return f"{mega / 1000:.1f} GB"


def _round(mega: float) -> int:
    digits = max(int(math.log10(mega)), 0) if mega >= 1 else 0
    return max(int(round(mega, -digits)), 1)
