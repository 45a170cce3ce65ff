"""The run store."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.assess import Options, assess
from steelyard.study.parts import read_part
from steelyard.study.store import (
    Request,
    Run,
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


def test_a_small_disk_loses_nothing(tiny: Casebook, tmp_path: Path) -> None:
    """On a real full file system it is said, and what was finished stays whole."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=420k", "tmpfs", str(disk)]
    mount = shutil.which("mount")
    if (
        not mount
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("no right to mount a file system here")
    try:
        with pytest.raises(StoreError, match="no space left"):
            assess(tiny, disk / "runs", Options(futures=20_000))
        (run,) = list_runs(disk / "runs")
        kept = sorted(run.path.rglob("*.parquet"))
        assert kept
        assert all(read_part(path).num_rows for path in kept)
        assert not [p for p in run.path.rglob(".*") if p.is_file()]
        larger = [*command[:4], "remount,size=60m", *command[5:]]
        subprocess.run(larger, check=True, capture_output=True)
        stamps = {p: p.stat().st_mtime_ns for p in kept}
        assess(tiny, disk / "runs", Options(futures=20_000))
        assert all(p.stat().st_mtime_ns == s for p, s in stamps.items())
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_damaged_part_is_named(tiny_run: Run, tmp_path: Path) -> None:
    """Reading outcomes from a spoiled part says which, and what to do."""
    run = Run(Path(shutil.copytree(tiny_run.path, tmp_path / tiny_run.id)))
    part = run.part("guard", 0)
    part.write_bytes(part.read_bytes()[:-50])
    with pytest.raises(StoreError, match=r"guard.*00000.*assess again"):
        run.table("guard")
    part.unlink()
    with pytest.raises(StoreError, match=r"guard.*00000"):
        run.table("guard")
