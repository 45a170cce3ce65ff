"""The one long wait is announced, and happens once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import steelyard
from steelyard.stress.people import ready

CODE = """
from steelyard.stress.people.ready import kernel
said = []
kernel(said.append)
kernel(said.append)
print(len(said))
"""


def test_says_what_it_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is kept, the user is told before the kernel is compiled."""
    said: list[str] = []
    monkeypatch.setattr(ready, "_LOADED", [])
    monkeypatch.setattr(ready, "_kept", list)
    ready.kernel(said.append)
    assert len(said) == 1
    assert "only once" in said[0]


@pytest.mark.slow
def test_compiled_once(tmp_path: Path) -> None:
    """A second process finds the kernel compiled, and says nothing."""
    paths = {"PYTHONPATH": str(Path(steelyard.__file__).parents[1])}
    environment = os.environ | paths | {"NUMBA_CACHE_DIR": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", CODE],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["1", "0"]
