"""The run store."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import (
    Request,
    StoreError,
    beside,
    find_run,
    list_runs,
    open_run,
    read_json,
)


def test_identity_follows_content() -> None:
    """Every part of a request changes its id; workers are no part of it."""
    base = ("c", "d" * 64, ("nothing",), 10, 1, 256)
    ids = {Request(*base).id}
    for i, other in enumerate(("e", "f" * 64, ("nothing", "a"), 11, 2, 128)):
        changed = [*base]
        changed[i] = other  # type: ignore[call-overload]
        ids.add(Request(*changed).id)  # type: ignore[arg-type]
    assert len(ids) == 7


def test_blocks_cover_all_futures() -> None:
    """Blocks follow one another and the last may be short."""
    blocks = Request("c", "d", ("nothing",), 600, 1, 256).blocks()
    assert [(b.start, b.stop) for b in blocks] == [(0, 256), (256, 512), (512, 600)]


def test_run_carries_its_casebook(tiny: Casebook, tmp_path: Path) -> None:
    """A run holds a copy of every file that made it."""
    run = assess(tiny, tmp_path, Options(futures=8))
    for name in tiny.files:
        copy = run.path / "casebook" / name
        assert copy.read_bytes() == (tiny.root / name).read_bytes()
    assert run.manifest["casebook"]["digest"] == tiny.digest


def test_find_run(tiny: Casebook, tmp_path: Path) -> None:
    """A run is found by folder, id or the start of its id."""
    run = assess(tiny, tmp_path, Options(futures=8))
    for name in (run.path.as_posix(), run.id, run.id[:8]):
        assert find_run(name, tmp_path) == run
    with pytest.raises(StoreError, match="no run 'x'"):
        find_run("x", tmp_path)
    assess(tiny, tmp_path, Options(futures=9))
    with pytest.raises(StoreError, match="fits several runs"):
        find_run("tiny-", tmp_path)
    assert len(list_runs(tmp_path)) == 2


def test_strange_folders(tmp_path: Path) -> None:
    """No run, a newer layout and broken JSON are told apart."""
    with pytest.raises(StoreError, match="is not a run"):
        open_run(tmp_path)
    (tmp_path / "run.json").write_text(json.dumps({"schema": 99}))
    with pytest.raises(StoreError, match="newer steelyard"):
        open_run(tmp_path)
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(StoreError, match="cannot read"):
        open_run(tmp_path)
    assert read_json.__doc__


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """If writing fails the old content stays and no scrap is left."""
    path = tmp_path / "a.json"
    path.write_text("old")

    def write() -> None:
        with beside(path) as temporary:
            temporary.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="no space left"):
        write()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_unwritable_store(tiny: Casebook, tmp_path: Path) -> None:
    """A store that is a file is said so."""
    (tmp_path / "runs").write_text("x")
    with pytest.raises(StoreError, match="cannot write to"):
        assess(tiny, tmp_path / "runs", Options(futures=8))
