"""The verb: read, audit, run every course through every future, keep it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.audit import audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.law import check_casebook, law_of
from steelyard.law.source import as_law
from steelyard.study.block import run_block
from steelyard.study.exhibits import EXHIBITS, Order
from steelyard.study.futures import BLOCK, sample
from steelyard.study.kit import read_kit
from steelyard.study.store import (
    Request,
    Run,
    done,
    open_run,
    start_run,
    write_json,
    write_part,
)

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much there is."""


class CancelledError(Exception):
    """The user stopped the run; what is finished is kept."""


@dataclass(frozen=True)
class Options:
    """How to run.

    Attributes
    ----------
    courses
        Ids; all of the casebook if None. `nothing` is always added.
    futures, seed
        How many futures, and the seed.
    workers
        Threads; the number of cores if None. Never changes a result.
    profile, readings
        Whose readings of the law to take as given (a profile of the law file),
        and single readings on top; everything stays open if left out.
    """

    courses: Iterable[str] | None = None
    futures: int = 1000
    seed: int = 1
    workers: int | None = None
    profile: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


def assess(
    casebook: Casebook,
    runs: Path,
    options: Options | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Run:
    """Run courses through futures, or go on with a run that was interrupted.

    Parameters
    ----------
    casebook
        The casebook.
    runs
        Folder of the run store.
    options
        How to run.
    progress, cancel
        Told of progress; asked whether to stop.

    Returns
    -------
    The run with all parts and the audit on disk; `summarise` makes results.

    Raises
    ------
    CasebookError, StoreError, CancelledError
    """
    options = options or Options()
    request = Request(
        casebook.id,
        casebook.digest,
        _chosen(casebook, options.courses),
        options.futures,
        options.seed,
        BLOCK,
        options.profile,
        tuple(sorted(options.readings.items())),
    )
    kept = Run(runs / request.id)
    if kept.finished:
        return open_run(kept.path)
    wrong = check_casebook(casebook)
    if wrong:
        raise CasebookError(wrong)
    if options.profile or options.readings:
        as_law(casebook).take(options.profile, options.readings)  # names what is wrong
    found = audit(casebook)
    run = start_run(runs, request, casebook)
    if not (run.path / "audit.json").is_file():
        write_json(run.path / "audit.json", found.as_json())
    _execute(casebook, run, request, options, progress or _quiet, cancel)
    _exhibit(casebook, run, request, progress or _quiet, cancel)
    return run


def _exhibit(
    casebook: Casebook,
    run: Run,
    request: Request,
    progress: Progress,
    cancel: threading.Event | None,
) -> None:
    """Make the exhibits that are not there yet."""
    taken = _taken(casebook, request)
    order = Order(casebook, request.courses, request.futures, request.seed, taken)
    for i, (name, make) in enumerate(EXHIBITS.items()):
        if cancel is not None and cancel.is_set():
            raise CancelledError
        progress(name, i, len(EXHIBITS))
        path = run.exhibit(name)
        if not path.is_file() and (made := make(order)) is not None:
            write_json(path, made)


def _taken(casebook: Casebook, request: Request) -> dict[str, str]:
    law = law_of(casebook)
    return law.take(request.profile, dict(request.readings)) if law else {}


def _quiet(step: str, done: int, total: int) -> None:
    """Report to nobody."""


def _chosen(casebook: Casebook, courses: Iterable[str] | None) -> tuple[str, ...]:
    mark = casebook.mark("casebook", casebook.id)
    if not casebook.courses:
        what = "the casebook has no courses"
        raise CasebookError([Problem(mark, what, "add courses.yaml")])
    if courses is None:
        return tuple(casebook.courses)
    wanted = set(courses)
    unknown = sorted(wanted - set(casebook.courses))
    if unknown:
        raise CasebookError(
            Problem(mark, f"no course '{c}'", nearest(c, casebook.courses))
            for c in unknown
        )
    return tuple(c for c in casebook.courses if c in wanted | {"nothing"})


def _execute(
    casebook: Casebook,
    run: Run,
    request: Request,
    options: Options,
    progress: Progress,
    cancel: threading.Event | None,
) -> None:
    blocks = request.blocks()
    tasks = [
        (course, i, rows)
        for course in request.courses
        for i, rows in enumerate(blocks)
        if not done(run, course, i, rows.stop - rows.start)
    ]
    total = len(request.courses) * len(blocks)
    finished = total - len(tasks)
    progress("futures", finished, total)
    if not tasks:
        return
    futures = sample(casebook, request.futures, request.seed)
    kit = read_kit(casebook, _taken(casebook, request))

    def work(course: str, block: int, rows: slice) -> None:
        write_part(run, course, block, run_block(kit, course, futures, rows))

    workers = options.workers or os.cpu_count() or 1
    with ThreadPoolExecutor(max_workers=workers) as pool:
        waiting: set[Future[None]] = set()
        queue = iter(tasks)
        while True:
            if cancel is not None and cancel.is_set():
                raise CancelledError
            while len(waiting) < 2 * workers and (task := next(queue, None)):
                waiting.add(pool.submit(work, *task))
            if not waiting:
                break
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for item in ready:
                item.result()
                finished += 1
            progress("futures", finished, total)
