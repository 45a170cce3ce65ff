"""Jobs: kept on disk, told apart from others, taken up after a restart."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from steelyard.study.store import StoreError
from steelyard.tell.web.jobs import Ask, JobStore, Progress, alive, born, end
from steelyard.tell.web.queue import Limits, Queue, QueueFullError
from steelyard.tell.web.worker import confine

pytestmark = pytest.mark.slow

Wait = Callable[..., object]
TINY = Path(__file__).parents[2] / "tiny"


@pytest.fixture
def ask() -> Ask:
    """A small job."""
    return Ask("tiny", "Tiny", str(TINY), futures=64)


@pytest.fixture
def queue(tmp_path: Path):
    """A queue of one job at a time."""
    made = Queue(tmp_path / "runs", Limits(running=1, waiting=2, seconds=120))
    yield made
    made.stop()
    for job in made.store.all():
        end(job.pid, job.born, hard=True)


def ended(queue: Queue, id_: str) -> Progress | None:
    """Return how a job ended, once it has."""
    told = queue.progress(id_)
    return told if told and told.ended else None


def test_a_job_from_queue_to_run(queue: Queue, ask: Ask, wait_for: Wait) -> None:
    """It runs in a process of its own and leaves a finished run with its dossier."""
    job = queue.add(ask)
    told = wait_for(lambda: ended(queue, job.id))
    assert told.state == "finished", told
    run = queue.runs / told.run
    assert (run / "results.json").is_file()
    assert (run / "dossier.html").is_file()
    wait_for(lambda: queue.store.read(job.id).kept == "finished")


def test_one_at_a_time_and_not_too_many(queue: Queue, ask: Ask, wait_for: Wait) -> None:
    """Others wait their turn; more than may wait are refused; waiting ones can go."""
    first = queue.add(replace(ask, futures=60_000))
    wait_for(lambda: queue.store.read(first.id).kept == "running")
    second, third = queue.add(ask), queue.add(ask)
    assert queue.ahead(second.id) == 0
    assert queue.ahead(third.id) == 1
    with pytest.raises(QueueFullError):
        queue.add(ask)
    queue.cancel(third.id)
    assert queue.progress(third.id).state == "cancelled"
    queue.cancel(first.id)
    assert wait_for(lambda: ended(queue, first.id)).state == "cancelled"
    assert wait_for(lambda: ended(queue, second.id)).state == "finished"


def test_a_restart_finds_its_jobs(queue: Queue, ask: Ask, wait_for: Wait) -> None:
    """A new server sees a job that an old one began, to its end."""
    job = queue.add(replace(ask, futures=30_000))
    wait_for(lambda: queue.store.told(job.id))
    queue.stop()
    other = Queue(queue.runs, queue.limits)
    assert other.progress(job.id).state == "running"
    other.start()
    try:
        assert wait_for(lambda: ended(other, job.id), 120).state == "finished"
        wait_for(lambda: other.store.read(job.id).kept == "finished")
    finally:
        other.stop()


def test_a_killed_job_goes_on(queue: Queue, ask: Ask, wait_for: Wait) -> None:
    """A job that was killed is interrupted; it goes on and finishes."""
    job = queue.add(replace(ask, futures=60_000))
    wait_for(lambda: queue.store.told(job.id))
    os.kill(queue.store.read(job.id).pid, signal.SIGKILL)
    told = wait_for(lambda: ended(queue, job.id))
    assert told.state == "interrupted"
    assert "ended before it was done" in told.lines[0]
    store = queue.store
    store.write(replace(store.read(job.id), ask=ask))
    queue.again(job.id)
    assert wait_for(lambda: ended(queue, job.id)).state == "finished"
    assert store.read(job.id).tries == 2


def test_a_job_that_takes_too_long(tmp_path: Path, ask: Ask, wait_for: Wait) -> None:
    """It is stopped and says why."""
    queue = Queue(tmp_path / "runs", Limits(running=1, seconds=0.01))
    job = queue.add(replace(ask, futures=90_000))
    told = wait_for(lambda: ended(queue, job.id))
    queue.stop()
    assert told.state == "failed"
    assert "took longer than" in told.lines[0]


def test_a_broken_casebook(
    queue: Queue, ask: Ask, wait_for: Wait, tiny_folder: Path
) -> None:
    """The problems are told with their lines."""
    (tiny_folder / "quantities.yaml").write_text("quantities: [\n")
    job = queue.add(replace(ask, folder=str(tiny_folder)))
    told = wait_for(lambda: ended(queue, job.id))
    assert told.state == "failed"
    assert told.lines[0].startswith("quantities.yaml:")


def test_a_full_disk(queue: Queue, ask: Ask, wait_for: Wait) -> None:
    """A store that cannot be written to fails the job in plain words."""
    queue.runs.mkdir(parents=True)
    (queue.runs / ".jobs").write_text("in the way")
    with pytest.raises(StoreError):
        queue.add(ask)


def test_a_disk_that_fills_up_in_mid_run(
    tmp_path: Path, ask: Ask, wait_for: Wait
) -> None:
    """On a real full file system the job says so; with room again it goes on."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=560k", "tmpfs", str(disk)]
    mount = shutil.which("mount")
    if (
        not mount
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("no right to mount a file system here")
    queue = Queue(disk / "runs", Limits(running=1, waiting=2, seconds=300))
    try:
        job = queue.add(replace(ask, futures=20_000))
        told = wait_for(lambda: ended(queue, job.id), 300.0)
        assert told.state == "failed", told
        assert "The disk of the run store is full" in told.lines[0]
        kept = {p: p.stat().st_mtime_ns for p in queue.runs.rglob("*.parquet")}
        assert kept
        larger = [*command[:4], "remount,size=60m", *command[5:]]
        subprocess.run(larger, check=True, capture_output=True)
        queue.again(job.id)
        told = wait_for(lambda: ended(queue, job.id), 300.0)
        assert told.state == "finished", told
        assert all(p.stat().st_mtime_ns == at for p, at in kept.items())
        assert not list(queue.store.folder.glob("*.room"))
    finally:
        queue.stop()
        for job in queue.store.all():
            end(job.pid, job.born, hard=True)
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_only_the_process_that_is_meant() -> None:
    """Another process under the same number is not taken for it, nor ended."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        since = born(child.pid)
        assert alive(child.pid, since)
        assert not alive(child.pid, "0")
        end(child.pid, "0", hard=True)
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()
    assert not alive(child.pid, since)
    assert not alive(0, "")


def test_files_that_are_no_jobs(tmp_path: Path, ask: Ask) -> None:
    """Broken files and odd names are no jobs, and hurt nothing."""
    store = JobStore(tmp_path)
    job = store.add(ask)
    (store.folder / f"{'0' * 16}.json").write_text("{")
    (store.folder / f"{'1' * 16}.json").write_text(json.dumps({"ask": {}}))
    assert [j.id for j in store.all()] == [job.id]
    for id_ in ("..", "../x", "", "0" * 15, job.id + "\n", "\0" * 16):
        assert store.read(id_) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_memory_is_limited() -> None:
    """A process that is confined cannot take more."""
    code = (
        "from steelyard.tell.web.worker import confine\n"
        "confine(60, 300 * 2**20)\n"
        "try:\n    x = bytearray(400 * 2**20)\n"
        "except MemoryError:\n    print('refused')"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip() == "refused", told.stderr
    assert callable(confine)
