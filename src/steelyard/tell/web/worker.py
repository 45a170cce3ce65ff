"""A job's own process: assess a casebook within limits, and tell how far it is.

Run as `python -m steelyard.tell.web.worker RUNS JOB SECONDS MEMORY SHARE`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.study.store import StoreError, write_json
from steelyard.tell.web.jobs import Job, JobStore, Progress, State

FULL = (
    "The disk of the run store is full. Nothing that was finished is lost: make room, "
    "then press “Try again”; it goes on from where it stopped."
)
ROOM = 64 * 1024
"""Bytes set aside at the start, so that there is room to tell how a job ended."""

EVERY = 0.2
"""Seconds between two accounts of how far it is."""


@dataclass
class Teller:
    """Writes how far the job is, not too often."""

    store: JobStore
    job: Job
    began: float = field(default_factory=time.monotonic)
    run: str = ""
    note: str = ""
    _last: float = 0.0
    _step: str = ""

    def tell(self, step: str, done: int, of: int) -> None:
        """Tell of progress; failing to is no reason to stop."""
        at = time.monotonic()
        if step == self._step and done < of and at - self._last < EVERY:
            return
        self._last, self._step = at, step
        try:
            self._write(Progress("running", step, done, of, self.run))
        except StoreError:
            return

    def announce(self, note: str) -> None:
        """Keep what the run will take, for the next account."""
        self.note = note

    def last(self, state: State, lines: tuple[str, ...] = ()) -> None:
        """Tell how it ended, on a full disk too."""
        self._ballast.unlink(missing_ok=True)
        self._write(Progress(state, self._step, 0, 0, self.run, lines))

    def set_aside(self) -> None:
        """Take the room that the last account may need."""
        with contextlib.suppress(OSError):
            self._ballast.write_bytes(b"0" * ROOM)

    @property
    def _ballast(self) -> Path:
        return self.store.status_path(self.job.id).with_suffix(".room")

    def _write(self, progress: Progress) -> None:
        data = progress.as_json()
        data["note"] = self.note
        data["seconds"] = round(time.monotonic() - self.began, 2)
        write_json(self.store.status_path(self.job.id), data)


def confine(seconds: float, memory: int) -> None:
    """Limit what this process may take, where the system can."""
    try:
        import resource
    except ImportError:  # not a Unix
        return
    cores = os.cpu_count() or 1
    for what, most in (
        (resource.RLIMIT_CPU, int(seconds * cores) + 60),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))


def work(
    runs: Path, job: Job, teller: Teller, stop: threading.Event, share: int
) -> str:
    """Assess, weigh, and write the dossier; return the run's id."""
    from steelyard.casebook.reader import open_casebook
    from steelyard.study.assess import Options, assess
    from steelyard.tell.dossier import NAME, dossier
    from steelyard.tell.web.kept import keep_pages
    from steelyard.weigh.results import weigh

    ask = job.ask
    teller.tell("reading the casebook", 0, 1)
    casebook = open_casebook(ask.folder)
    options = Options(
        courses=ask.courses or None,
        futures=ask.futures,
        seed=ask.seed,
        workers=max(1, (os.cpu_count() or 1) // share),
        profile=ask.profile,
        readings=ask.readings,
        announce=teller.announce,
    )
    teller.tell("auditing the claims", 0, 1)
    run = assess(casebook, runs, options, teller.tell, stop)
    teller.run = run.id
    if not run.finished:
        teller.tell("weighing", 0, 1)
        weigh(casebook, run)
    if not (run.path / NAME).is_file():
        teller.tell("writing the dossier", 0, 1)
        dossier(run)
    teller.tell("making its pages", 0, 1)
    with contextlib.suppress(StoreError):  # they are made when they are asked for
        keep_pages(run, casebook)
    return run.id


def main(arguments: list[str]) -> int:
    """Do one job; return 0 if it was done."""
    from steelyard.casebook.problems import CasebookError
    from steelyard.study.assess import CancelledError

    runs, id_ = Path(arguments[0]), arguments[1]
    seconds, memory, share = float(arguments[2]), int(arguments[3]), int(arguments[4])
    store = JobStore(runs)
    job = store.read(id_)
    if job is None:
        return 2
    confine(seconds, memory)
    stop, late = threading.Event(), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())

    def overran() -> None:
        late.set()
        stop.set()

    clock = threading.Timer(seconds, overran)
    clock.daemon = True
    clock.start()
    teller = Teller(store, job)
    teller.set_aside()
    state: State = "failed"
    lines: tuple[str, ...] = ()
    try:
        work(runs, job, teller, stop, share)
        state = "finished"
    except CancelledError:
        state = "failed" if late.is_set() else "cancelled"
        if late.is_set():
            lines = (f"It took longer than the {seconds:,.0f} s that a job may.",)
    except CasebookError as error:
        lines = tuple(str(problem) for problem in error.problems[:50])
    except (StoreError, ValueError, OSError) as error:
        full = "no space left" in str(error).lower()
        lines = (FULL, str(error)) if full else (str(error),)
    except MemoryError:
        lines = (f"It needed more than the {memory / 2**30:.1f} GiB that a job may.",)
    finally:
        clock.cancel()
    teller.last(state, lines)
    return 0 if state == "finished" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
