"""Loads the kernel, and says so before the one time when that takes long."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from steelyard.stress.people.engine.layout import Work
from steelyard.stress.people.engine.native import Native, compile_native, load, machine

Kernel = Callable[[Work, int, int], int]

_MESSAGE = (
    "Compiling the people-flow kernel for this machine (half a minute, only once) ..."
)
_LOCK = threading.Lock()
_LOADED: list[Kernel] = []
_ENGINE = Path(__file__).with_name("engine")
_OWN_FOLDER = "NUMBA_CACHE_DIR"
"""numba's own variable for where compiled code is kept."""


def kernel(say: Callable[[str], None] | None = None) -> Kernel:
    """Return the compiled event loop.

    Parameters
    ----------
    say
        Told what the user waits for, if the kernel has to be compiled first.
    """
    with _LOCK:
        if not _LOADED:
            name = _name()
            native = _kept(name)
            if native is None:
                if say is not None:
                    say(_MESSAGE)
                native = compile_native()
                _keep(native, name)
            _LOADED.append(load(native))
        return _LOADED[0]


def _name() -> str:
    """Name the file by all that the code depends on: tools, machine, sources."""
    told = sorted(
        f"{key}={value}"
        for key, value in os.environ.items()
        if key.startswith("NUMBA_") and key != _OWN_FOLDER
    )
    tools = [sys.version, version("numba"), version("llvmlite"), version("numpy")]
    text = "\n".join([*tools, machine(), *told]).encode()
    sources = hashlib.sha256()
    for path in sorted(_ENGINE.glob("*.py")):
        sources.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"kernel-{_digest(text)[:12]}-{sources.hexdigest()[:20]}.bin"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _folders() -> list[Path]:
    """Return where compiled code may be kept, the first choice first."""
    told = os.environ.get(_OWN_FOLDER)
    if told:
        return [Path(told)]
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    found = [_ENGINE / "__pycache__", Path(cache) / "steelyard"]
    return [folder for folder in found if folder.is_absolute()]


def _kept(name: str) -> Native | None:
    """Return the code that an earlier process kept, if it is whole and fits."""
    for folder in _folders():
        try:
            first, needs, code = (folder / name).read_bytes().split(b"\n", 2)
        except (OSError, ValueError):
            continue
        if first.decode(errors="replace") != _digest(code):
            continue
        native = Native(tuple(needs.decode().split()), code)
        if native.loadable:
            return native
    return None


def _keep(native: Native, name: str) -> None:
    """Keep the code for later processes; do without where nothing can be written."""
    head = [_digest(native.code), " ".join(native.needs), ""]
    data = "\n".join(head).encode() + native.code
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder) as beside:
                whole = Path(beside) / name
                whole.write_bytes(data)
                whole.replace(folder / name)
        except OSError:
            continue
        _drop_older(folder, name)
        return


def _drop_older(folder: Path, name: str) -> None:
    """Remove what the same tools made of older sources."""
    for path in folder.glob(f"{name.rsplit('-', 1)[0]}-*.bin"):
        if path.name != name:
            path.unlink(missing_ok=True)
