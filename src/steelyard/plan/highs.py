"""The solver HiGHS, quiet, on one thread and with a fixed seed.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018), Parallelizing the dual revised simplex method,
Mathematical Programming Computation 10, 119-142.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

_LOCK = threading.Lock()


def quiet_highs() -> Any:
    """Return a solver that prints nothing, not even its name when it is made."""
    import highspy

    with _LOCK, _no_output():
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    return solver


@contextlib.contextmanager
def _no_output() -> Iterator[None]:
    """Keep what compiled code prints from standard output (recent versions greet)."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # no standard output
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 1)
        yield
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).fflush(None)
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(sink)
