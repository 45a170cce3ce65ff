"""How kernels are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a kernel once for this machine."""
    return cast(F, numba.njit(error_model="numpy", nogil=True, cache=True)(function))
