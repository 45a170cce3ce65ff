"""Run the same tasks on an existing Dask cluster.

Workers get the casebook's files, not a path, so they need no folder in common with
this machine; each opens it once. A worker that dies costs only the tasks it held: the
scheduler gives them to another. Dask is imported only here.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import steelyard
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.execute import CancelledError, Finished, Task, perform
from steelyard.study.futures import Futures, sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.share import Share

CONNECT = 10.0
"""Seconds to wait for the scheduler, at the start and if it falls silent."""

_AHEAD = 3
"""Tasks sent per thread of the cluster, so that none waits for the next."""


class ClusterError(Exception):
    """A cluster that cannot be used, in one line with its mend."""


@dataclass(frozen=True)
class Brief:
    """All that a worker must know, small enough to send with each task.

    Attributes
    ----------
    version
        Of steelyard: results of two versions are never mixed.
    digest
        Of the casebook.
    futures, seed
        How many futures, and the seed.
    taken
        Readings of the law taken as given.
    share
        Where parts are written; None to send them back.
    """

    version: str
    digest: str
    futures: int
    seed: int
    taken: tuple[tuple[str, str], ...]
    share: Share | None = None


def pack(casebook: Casebook) -> dict[str, bytes]:
    """Return the files of a casebook by name."""
    return {name: (casebook.root / name).read_bytes() for name in casebook.files}


def on_worker(files: Mapping[str, bytes], brief: Brief, task: Task) -> bytes | None:
    """Do a task on a worker.

    Returns
    -------
    The bytes of the part; None if they were written to the share.

    Raises
    ------
    ClusterError
        If the worker has another version of steelyard.
    """
    if brief.version != steelyard.__version__:
        raise ClusterError(
            f"a worker has steelyard {steelyard.__version__}, this is "
            f"{brief.version}: install the same everywhere"
        )
    kit, futures = _ready(files, brief)
    content = perform(kit, futures, task)
    if brief.share is None:
        return content
    brief.share.put(task.course, task.block, content)
    return None


def _held(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files: the task that brings them to a worker."""
    return files


_READY: dict[Brief, tuple[Kit, Futures]] = {}
_LOCK = threading.Lock()


def _ready(files: Mapping[str, bytes], brief: Brief) -> tuple[Kit, Futures]:
    """Return what a worker needs for a run, made once for each run it is given."""
    with _LOCK:
        if brief not in _READY:
            _READY.clear()
            _READY[brief] = _opened(files, brief)
        return _READY[brief]


def _opened(files: Mapping[str, bytes], brief: Brief) -> tuple[Kit, Futures]:
    with tempfile.TemporaryDirectory(prefix="steelyard-") as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        casebook = open_casebook(folder)
        kit = read_kit(casebook, dict(brief.taken))
    return kit, sample(casebook, brief.futures, brief.seed)


def on_cluster(
    address: str,
    files: Mapping[str, bytes],
    brief: Brief,
    tasks: Sequence[Task],
    finished: Finished,
    cancel: threading.Event | None = None,
) -> None:
    """Do tasks on the cluster at `address`.

    Raises
    ------
    ClusterError
        If there is no cluster, or it vanishes; finished parts are kept.
    CancelledError
        If `cancel` is set.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)  # we say it
    client = _connect(address)
    try:
        # a task, not scattered data: the scheduler can make it again elsewhere
        packed = client.submit(_held, dict(files), pure=False)
        _drive(client, packed, brief, tasks, finished, cancel)
    except (ClusterError, CancelledError):
        raise
    except Exception as error:
        if not _lost(error):
            raise
        raise ClusterError(_gone(address, error)) from None
    finally:
        client.close(timeout=2)


def _connect(address: str) -> Any:
    try:
        import dask
        from distributed import Client
    except ImportError:
        mend = "pip install 'steelyard[cluster]'"
        raise ClusterError(f"--cluster needs dask and distributed: {mend}") from None
    limits = {
        "distributed.comm.timeouts.connect": CONNECT,
        "distributed.comm.retry.count": 0,
    }
    dask.config.set(limits)
    try:
        client = Client(address, timeout=CONNECT, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            f"no cluster with workers at {address} ({type(error).__name__}): "
            "start `dask scheduler` and `dask worker`"
        ) from None
    return client


def _drive(
    client: Any,
    packed: Any,
    brief: Brief,
    tasks: Sequence[Task],
    finished: Finished,
    cancel: threading.Event | None,
) -> None:
    from distributed import wait

    threads = sum(client.nthreads().values())
    queue, waiting = iter(tasks), dict[Any, Task]()
    while True:
        if cancel is not None and cancel.is_set():
            client.cancel(list(waiting))
            raise CancelledError
        while len(waiting) < _AHEAD * threads and (task := next(queue, None)):
            sent = client.submit(on_worker, packed, brief, task, pure=False)
            waiting[sent] = task
        if not waiting:
            return
        try:
            with client.as_current():
                ready = wait(list(waiting), 1, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            ready = ()
        if client.status not in ("running", "connecting"):
            raise ClusterError("the cluster has closed the connection")
        for item in ready:
            task = waiting.pop(item)
            content = item.result(timeout=CONNECT)
            if content is None and brief.share is not None:
                content = brief.share.get(task.course, task.block)
            finished(task, content)


def _lost(error: Exception) -> bool:
    from distributed import CancelledError as Cancelled
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    kinds = (Cancelled, CommClosedError, KilledWorker, OSError, TimeoutError)
    return isinstance(error, kinds)


def _gone(address: str, error: Exception) -> str:
    return (
        f"the cluster at {address} is gone ({type(error).__name__}); finished parts "
        "are kept: the same command goes on, with or without --cluster"
    )
