"""The three ways in which kernel functions are compiled.

No kernel function may allocate: they are compiled without numba's run-time
memory management, so that one which tries does not compile at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])

_COMMON: dict[str, Any] = {
    "_nrt": False,
    "error_model": "numpy",
    "nogil": True,
}

# None is called from Python: the entry is called by its address (`native.py`).
_INNER: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def inlined(function: F) -> F:
    """Compile a helper of the hot path and inline it at every call."""
    return cast(F, numba.njit(forceinline=True, **_INNER, **_COMMON)(function))


def called(function: F) -> F:
    """Compile a helper of a cold path, called as a function."""
    return cast(F, numba.njit(**_INNER, **_COMMON)(function))


def entry(signature: Any) -> Callable[[F], F]:
    """Compile the entry point for one signature, at once."""

    def wrap(function: F) -> F:
        return cast(F, numba.njit(signature, **_INNER, **_COMMON)(function))

    return wrap
