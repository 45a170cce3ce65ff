"""The verb: read, audit, run every course through every future, keep it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import steelyard
from steelyard.audit import audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.law import check_casebook, law_of
from steelyard.law.source import as_law
from steelyard.study.cluster import Brief, on_cluster, pack
from steelyard.study.estimate import estimate
from steelyard.study.execute import CancelledError, Task, in_threads, perform
from steelyard.study.futures import BLOCK, sample
from steelyard.study.kit import read_kit
from steelyard.study.share import Share
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
    cluster
        Address of a Dask scheduler to send the tasks to. Never changes a result.
    share
        Folder or object store, as `fsspec` names it, that the cluster's workers
        write parts to; they are sent back if left out.
    announce
        Told what the run will take, once its first task is done.
    """

    courses: Iterable[str] | None = None
    futures: int = 1000
    seed: int = 1
    workers: int | None = None
    profile: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    cluster: str | None = None
    share: str | None = None
    announce: Callable[[str], None] | None = None


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
    CasebookError, StoreError, ClusterError, CancelledError
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
    _execute(casebook, run, request, options, progress, cancel)
    _exhibit(casebook, run, request, options, progress, cancel)
    return run


def _exhibit(
    casebook: Casebook,
    run: Run,
    request: Request,
    options: Options,
    progress: Progress | None,
    cancel: threading.Event | None,
) -> None:
    """Make the exhibits that are not there yet, some at a time."""
    from steelyard.study.exhibits import EXHIBITS, Order  # they bring every model

    taken = _taken(casebook, request)
    order = Order(casebook, request.courses, request.futures, request.seed, taken)
    wanted = [name for name in EXHIBITS if not run.exhibit(name).is_file()]
    finished = len(EXHIBITS) - len(wanted)

    def make(name: str) -> None:
        if cancel is not None and cancel.is_set():
            raise CancelledError
        if (made := EXHIBITS[name](order)) is not None:
            write_json(run.exhibit(name), made)

    if progress:
        progress("exhibits", finished, len(EXHIBITS))
    with ThreadPoolExecutor(options.workers or os.cpu_count()) as pool:
        for task in as_completed([pool.submit(make, name) for name in wanted]):
            task.result()
            finished += 1
            if progress:
                progress("exhibits", finished, len(EXHIBITS))


def _taken(casebook: Casebook, request: Request) -> dict[str, str]:
    law = law_of(casebook)
    return law.take(request.profile, dict(request.readings)) if law else {}


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
    progress: Progress | None,
    cancel: threading.Event | None,
) -> None:
    cuts = request.blocks()
    courses = request.courses
    every = [Task(c, i, rows) for i, rows in enumerate(cuts) for c in courses]
    tasks = [t for t in every if not _there(run, t, options.share)]
    finished = len(every) - len(tasks)
    if progress:
        progress("futures", finished, len(every))
    if not tasks:
        return

    def keep(task: Task, content: bytes) -> None:
        nonlocal finished
        write_part(run, task.course, task.block, content)
        finished += 1
        if progress:
            progress("futures", finished, len(every))

    taken = _taken(casebook, request)
    if options.cluster:
        brief = Brief(
            steelyard.__version__,
            request.digest,
            request.futures,
            request.seed,
            tuple(sorted(taken.items())),
            Share(options.share, run.id) if options.share else None,
        )
        on_cluster(options.cluster, pack(casebook), brief, tasks, keep, cancel)
    else:
        futures = sample(casebook, request.futures, request.seed)
        kit = read_kit(casebook, taken)
        workers = options.workers or os.cpu_count() or 1
        if options.announce and len(tasks) > 4 * workers:
            for early in (tasks.pop(0), tasks.pop(0)):  # they may compile, and plan
                keep(early, perform(kit, futures, early))
            began = time.perf_counter()
            first = perform(kit, futures, tasks[0])
            keep(tasks.pop(0), first)
            spent = time.perf_counter() - began
            shape = (len(courses), request.futures, len(tasks), workers)
            told = estimate(*shape, spent, len(first))
            options.announce(f"{told}; then exhibits and the page, a minute or two")
        in_threads(kit, futures, tasks, keep, workers, cancel)


def _there(run: Run, task: Task, share: str | None) -> bool:
    """Tell whether a part is kept, fetching it from the share if it is there."""
    rows = task.rows.stop - task.rows.start
    if done(run, task.course, task.block, rows):
        return True
    found = Share(share, run.id).get(task.course, task.block) if share else None
    if found is not None:
        write_part(run, task.course, task.block, found)
    return found is not None and done(run, task.course, task.block, rows)


__all__ = ["CancelledError", "Options", "assess"]
