"""The one long wait is announced, and happens once."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

import steelyard
from steelyard.stress.people import ready
from steelyard.stress.people.engine.native import Native, load

CODE = """
from steelyard.stress.people.ready import kernel
said = []
kernel(said.append)
kernel(said.append)
print(len(said))
"""


@pytest.fixture
def native() -> Native:
    """Return the code that is in use."""
    ready.kernel()
    found = ready._kept(ready._name())
    assert found is not None
    return found


def test_says_what_it_waits_for(
    monkeypatch: pytest.MonkeyPatch, native: Native, tmp_path: Path
) -> None:
    """Where nothing is kept, the user is told before the kernel is compiled."""
    said: list[str] = []
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(ready, "_LOADED", [])
    monkeypatch.setattr(ready, "compile_native", lambda: native)
    ready.kernel(said.append)
    assert len(said) == 1
    assert "only once" in said[0]
    assert ready._kept(ready._name()) == native


def test_damaged_code_is_not_loaded(
    monkeypatch: pytest.MonkeyPatch, native: Native, tmp_path: Path
) -> None:
    """A file that was cut short or changed counts as none."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    ready._keep(native, ready._name())
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(damaged)
        assert ready._kept(ready._name()) is None
    path.write_bytes(whole)
    assert ready._kept(ready._name()) == native


def test_edited_sources_and_settings_need_new_code(
    monkeypatch: pytest.MonkeyPatch, native: Native, tmp_path: Path
) -> None:
    """Code is found only by what it was made from, and older code is dropped."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    ready._keep(native, ready._name())
    copy = tmp_path / "engine"
    copytree(ready._ENGINE, copy)
    monkeypatch.setattr(ready, "_ENGINE", copy)
    assert ready._kept(ready._name()) == native
    monkeypatch.setenv("NUMBA_BOUNDSCHECK", "1")
    assert ready._kept(ready._name()) is None
    monkeypatch.delenv("NUMBA_BOUNDSCHECK")
    with (copy / "moving.py").open("a") as file:
        file.write("# edited")
    assert ready._kept(ready._name()) is None
    ready._keep(native, ready._name())
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_code_that_calls_what_is_not_there_is_not_loaded(native: Native) -> None:
    """The loader would abort the process: it is asked beforehand."""
    strange = replace(native, needs=(*native.needs, "no_such_function_anywhere"))
    assert native.loadable
    assert not strange.loadable
    with pytest.raises(OSError, match="no_such_function_anywhere"):
        load(strange)


def test_starts_without_numba(native: Native) -> None:
    """A process that finds the code does not import the compiler."""
    code = (
        "import sys; from steelyard.stress.people.ready import kernel; kernel();"
        "print('numba' in sys.modules)"
    )
    paths = {"PYTHONPATH": str(Path(steelyard.__file__).parents[1])}
    out = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | paths,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert out.strip() == "False"


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
