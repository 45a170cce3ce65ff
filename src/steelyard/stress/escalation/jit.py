"""How kernels are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a helper that kernels call."""
    return cast(F, numba.njit(error_model="numpy", nogil=True, cache=True)(function))


def over_draws(function: F) -> F:
    """Compile an entry whose draws run on all cores, each alone and in one order."""
    wrap = numba.njit(error_model="numpy", nogil=True, parallel=True, cache=True)
    return cast(F, wrap(function))
