"""A real Dask cluster on loopback: same bytes, also when a worker dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.assess import CancelledError, Options, assess
from steelyard.study.cluster import ClusterError
from steelyard.study.store import checksums

pytest.importorskip("distributed")

WAIT = 60.0


@dataclass
class Cluster:
    """`dask scheduler` and `dask worker` processes, as a user would start them."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self) -> None:
        args = ["worker", self.address, "--nthreads", "1", "--nworkers", "1"]
        self.workers.append(_dask(self.folder, *args, "--no-dashboard"))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            _kill(process)


def _dask(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    """Start a command of dask in a group of its own, so that all of it can end."""
    folder.mkdir(exist_ok=True)
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *args, *_LOCAL],
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
        )


_LOCAL = ("--host", "127.0.0.1")


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path / "dask"
    scheduler = _dask(folder, "scheduler", "--port", str(port), "--no-dashboard")
    made = Cluster(folder, scheduler, f"tcp://127.0.0.1:{port}")
    try:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        made.add()
        made.add()
        yield made
    finally:
        made.stop()


@pytest.mark.slow
def test_same_bytes_after_a_worker_is_killed(
    tiny: Casebook, tmp_path: Path, cluster: Cluster
) -> None:
    """Local, on two workers of which one is killed, and cancelled and gone on with."""
    here = assess(tiny, tmp_path / "here", Options(futures=3000, workers=2))
    cancel, killed = threading.Event(), []

    def tell(step: str, done: int, total: int) -> None:
        if done == 4 and not killed:
            _kill(cluster.workers[0])
            killed.append(done)
        if done == 20:
            cancel.set()

    options = Options(futures=3000, cluster=cluster.address)
    with pytest.raises(CancelledError):
        assess(tiny, tmp_path / "there", options, tell, cancel)
    there = assess(tiny, tmp_path / "there", options, tell)
    assert killed
    assert there.id == here.id
    assert checksums(there) == checksums(here)


@pytest.mark.slow
def test_a_share_keeps_what_workers_wrote(
    tiny: Casebook, tmp_path: Path, cluster: Cluster
) -> None:
    """Parts in the share are taken from there, also without the cluster."""
    share = str(tmp_path / "share")
    options = Options(futures=600, cluster=cluster.address, share=share)
    one = assess(tiny, tmp_path / "one", options)
    assert len(list((tmp_path / "share" / one.id).rglob("*.parquet"))) == 4 * 3
    seen: list[int] = []
    again = Options(futures=600, share=share)
    two = assess(
        tiny, tmp_path / "two", again, lambda _, done, total: seen.append(done)
    )
    assert seen[0] == 4 * 3  # nothing was left to do
    assert checksums(one) == checksums(two)


@pytest.mark.slow
def test_a_cluster_that_vanishes(
    tiny: Casebook, tmp_path: Path, cluster: Cluster
) -> None:
    """It is said plainly, finished parts are kept, and the run goes on locally."""

    def tell(step: str, done: int, total: int) -> None:
        if done == 4:
            cluster.stop()

    options = Options(futures=30_000, cluster=cluster.address)
    with pytest.raises(ClusterError, match="finished parts are kept"):
        assess(tiny, tmp_path, options, tell)
    kept = list(tmp_path.rglob("*.parquet"))
    assert len(kept) >= 4
    counts: list[int] = []
    assess(
        tiny, tmp_path, Options(futures=30_000), lambda _, d, total: counts.append(d)
    )
    assert counts[0] == len(kept)


def test_no_cluster_there(tiny: Casebook, tmp_path: Path) -> None:
    """An address without a scheduler is refused with what to start."""
    options = Options(futures=8, cluster="tcp://127.0.0.1:9")
    with pytest.raises(ClusterError, match="start `dask scheduler`"):
        assess(tiny, tmp_path, options)
