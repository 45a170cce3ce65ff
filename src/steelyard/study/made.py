"""With what a run was made: versions, machine and command; no part of its identity."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import steelyard

PACKAGES = ("numpy", "scipy", "numba", "pyarrow", "duckdb", "pydantic", "pint")
"""Libraries whose versions may touch a number."""


def made(command: Sequence[str]) -> dict[str, Any]:
    """Return the record kept beside a run as `made.json`."""
    return {
        "steelyard": steelyard.__version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "packages": {name: _version(name) for name in PACKAGES},
        "command": list(command),
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
