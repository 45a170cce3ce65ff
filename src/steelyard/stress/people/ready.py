"""Loads the kernel, and says so before the one time when that takes long."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

_MESSAGE = (
    "Compiling the people-flow kernel for this machine (half a minute, only once) ..."
)
_LOCK = threading.Lock()


def _kept() -> list[Path]:
    """Return the files of numba's cache that hold the kernel.

    numba looks only at the age of the entry's own file. A kernel older than any
    module that it was made from is dropped, so that it cannot be a stale one.
    """
    # numba's name for the folder, which depends on where this package lies.
    from numba.core.caching import FunctionCache

    from steelyard.stress.people.engine.philox import philox

    folder = Path(FunctionCache(philox.py_func).cache_path)  # type: ignore[attr-defined,no-untyped-call]
    sources = Path(__file__).with_name("engine").glob("*.py")
    newest = max(path.stat().st_mtime for path in sources)
    kept = []
    for index in folder.glob("loop.run_chunk-*.nbi"):
        if index.stat().st_mtime < newest:
            with contextlib.suppress(OSError):
                index.unlink()
        else:
            kept.append(index)
    return kept


def kernel(say: Callable[[str], None] | None = None) -> Callable[..., int]:
    """Return the compiled event loop.

    Parameters
    ----------
    say
        Told what the user waits for, if the kernel has to be compiled first.
    """
    with _LOCK:
        if not _LOADED:
            if not _kept() and say is not None:
                say(_MESSAGE)
            from steelyard.stress.people.engine.loop import run_chunk

            _LOADED.append(run_chunk)
        return _LOADED[0]


_LOADED: list[Callable[..., int]] = []
