"""Keep a server that lives for days small."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys

ARENAS = 2
_M_ARENA_MAX = -8


def few_arenas() -> None:
    """Let the threads of this process share their memory pools, where glibc has them.

    Each thread otherwise keeps a pool of its own, and a server with many threads
    holds many times the memory of the one page that each of them made last.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").mallopt(_M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give memory that is no longer used back to the system, where glibc can."""
    gc.collect()
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)
