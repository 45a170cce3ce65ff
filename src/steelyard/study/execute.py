"""Run tasks of a study in threads of this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from steelyard.study.futures import Futures
from steelyard.study.kit import Kit
from steelyard.study.parts import to_bytes

Finished = Callable[["Task", bytes], None]
"""Told of each task that is done, with the bytes of its part; in one thread."""


class CancelledError(Exception):
    """The user stopped the run; what is finished is kept."""


@dataclass(frozen=True)
class Task:
    """One course through one block of futures."""

    course: str
    block: int
    rows: slice


def perform(kit: Kit, futures: Futures, task: Task) -> bytes:
    """Do a task: the same bytes wherever it is done."""
    from steelyard.study.block import run_block  # brings every model and its compiler

    return to_bytes(run_block(kit, task.course, futures, task.rows))


def in_threads(
    kit: Kit,
    futures: Futures,
    tasks: Sequence[Task],
    finished: Finished,
    workers: int | None = None,
    cancel: threading.Event | None = None,
) -> None:
    """Do tasks in threads; few wait at a time, so memory stays flat.

    Raises
    ------
    CancelledError
        If `cancel` is set; the tasks under way are finished first.
    """
    count = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(max_workers=count) as pool:
        waiting: dict[Future[bytes], Task] = {}
        queue = iter(tasks)
        while True:
            if cancel is not None and cancel.is_set():
                raise CancelledError
            while len(waiting) < 2 * count and (task := next(queue, None)):
                waiting[pool.submit(perform, kit, futures, task)] = task
            if not waiting:
                return
            ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for item in ready:
                finished(waiting.pop(item), item.result())
