"""The queue: starts jobs as there is room, watches them, ends those that overrun."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from steelyard.study.store import StoreError
from steelyard.tell.web.jobs import Ask, Job, JobStore, Progress, alive, born, end

log = logging.getLogger("steelyard.web")

TICK = 0.2
GRACE = 10.0
"""Seconds between asking a process to end and ending it."""


class QueueFullError(Exception):
    """More jobs wait than the server takes."""


@dataclass(frozen=True)
class Limits:
    """What jobs may take.

    Attributes
    ----------
    running, waiting
        Jobs at a time, and jobs that may wait.
    seconds
        Time of one job.
    memory
        Bytes that one job may write to (`RLIMIT_DATA`; on Linux only).
    futures
        Futures of one run.
    """

    running: int = max(1, (os.cpu_count() or 2) // 2)
    waiting: int = 20
    seconds: float = 3600.0
    memory: int = 6 * 2**30
    futures: int = 100_000


@dataclass
class Queue:
    """All jobs of a run store, with one thread that looks after them."""

    runs: Path
    limits: Limits = field(default_factory=Limits)
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _stopping: dict[str, float] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _wake: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.store = JobStore(self.runs)

    def start(self) -> None:
        """Look after jobs from now on; those that a former server left, too."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stop.clear()
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
        self._wake.set()

    def stop(self) -> None:
        """Stop looking after jobs. Those that run go on without us."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5)

    def add(self, ask: Ask) -> Job:
        """Take a job.

        Raises
        ------
        QueueFullError
            If too many wait already.
        StoreError
            If it cannot be kept.
        """
        with self._lock:
            waiting = sum(job.kept == "queued" for job in self.store.all())
            if waiting >= self.limits.waiting:
                raise QueueFullError
            job = self.store.add(ask)
        self.start()
        return job

    def cancel(self, id_: str) -> None:
        """Stop a job, or take it out of the queue."""
        with self._lock:
            job = self.store.read(id_)
            if job is None or self.store.progress(job).ended:
                return
            if job.kept == "queued":
                self.store.write(replace(job, kept="cancelled"))
                return
            self.store.write(replace(job, stopping=True))
            end(job.pid, job.born)
        self._wake.set()

    def again(self, id_: str) -> Job | None:
        """Put a job that ended without a result back into the queue."""
        with self._lock:
            job = self.store.read(id_)
            if job is None or self.store.progress(job).state not in {
                "failed",
                "cancelled",
                "interrupted",
            }:
                return job
            self.store.forget_status(id_)
            job = replace(job, kept="queued", pid=0, born="", why="", stopping=False)
            self.store.write(job)
        self.start()
        return job

    def progress(self, id_: str) -> Progress | None:
        """Return how far a job is, or None if there is none of that id."""
        job = self.store.read(id_)
        return self.store.progress(job) if job is not None else None

    def ahead(self, id_: str) -> int:
        """Return how many jobs wait before one that waits."""
        waiting = [job.id for job in reversed(self.store.all()) if job.kept == "queued"]
        return waiting.index(id_) if id_ in waiting else 0

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                busy = self._tick()
            except Exception:
                log.exception("the queue stumbled")
                busy = True
            self._wake.wait(TICK if busy else None)
            self._wake.clear()

    def _tick(self) -> bool:
        """Look at every job once; tell whether any needs another look soon."""
        with self._lock:
            jobs = self.store.all()
            running = 0
            for job in jobs:
                if job.kept == "running" and self._look(job):
                    running += 1
            waiting = [job for job in reversed(jobs) if job.kept == "queued"]
            room = max(0, self.limits.running - running)
            for job in waiting[:room]:
                self._launch(job)
            return bool(running or waiting)

    def _look(self, job: Job) -> bool:
        """Settle a job that has ended; tell whether it still runs."""
        child = self._children.get(job.id)
        if child is not None:
            child.poll()
        if alive(job.pid, job.born):
            if job.stopping:
                since = self._stopping.setdefault(job.id, time.monotonic())
                late = time.monotonic() - since > GRACE
                end(job.pid, job.born, hard=late)
            return True
        told = self.store.progress(job)
        state, why = told.state, job.why
        if state == "interrupted":
            why = told.lines[0] if told.lines else ""
        self.store.write(replace(job, kept=state, why=why))
        self._children.pop(job.id, None)
        self._stopping.pop(job.id, None)
        return False

    def _launch(self, job: Job) -> None:
        command = [sys.executable, "-m", "steelyard.tell.web.worker"]
        command += [str(self.runs), job.id, str(self.limits.seconds)]
        command += [str(self.limits.memory), str(self.limits.running)]
        kept_back = {"STEELYARD_TOKEN"}
        env = {k: v for k, v in os.environ.items() if k not in kept_back}
        try:
            with self.store.log_path(job.id).open("wb") as told:
                child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=told,
                    stderr=told,
                    env=env,
                    start_new_session=True,
                )
            self._children[job.id] = child
            self.store.write(
                replace(
                    job,
                    kept="running",
                    pid=child.pid,
                    born=born(child.pid),
                    tries=job.tries + 1,
                )
            )
        except (OSError, StoreError) as error:
            log.warning("cannot start job %s: %s", job.id, error)
            why = "It could not be started: the disk may be full, or the machine busy."
            self.store.write(replace(job, kept="failed", why=why))
