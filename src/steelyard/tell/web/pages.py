"""Pages of finished runs as the server has them: read, never made in it.

A page that is not kept yet is made by a process of its own, one at a time, so that
what it takes to draw charts never stays in the server's memory.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from steelyard.study.store import Run
from steelyard.tell.web.fragments import Step, build
from steelyard.tell.web.kept import find_page
from steelyard.tell.web.library import Opened
from steelyard.tell.web.marks import mark
from steelyard.weigh.results import Results, read_results

log = logging.getLogger("steelyard.web")

KEPT = 6
"""Pages that are held."""
RUNS = 2
"""Runs whose results are held."""
LONGEST = 600.0
"""Seconds that making the pages of a run may take."""


@dataclass
class Pages:
    """Pages of finished runs, the last few held in memory."""

    _held: OrderedDict[tuple[str, str], Step] = field(default_factory=OrderedDict)
    _results: OrderedDict[str, Results] = field(default_factory=OrderedDict)
    _under_way: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _reading: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def step(self, run: Run, name: str) -> Step | None:
        """Return a page of a run, or None if it has yet to be made.

        Raises
        ------
        StoreError
            If the run cannot be read.
        """
        key = (f"{run.path}:{mark(run)}", name)
        with self._guard:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        found = find_page(run, name)
        if found is not None:
            with self._guard:
                self._held[key] = found
                while len(self._held) > KEPT:
                    self._held.popitem(last=False)
        return found

    def wait(self, run: Run, name: str, seconds: float) -> Step | None:
        """Have a page made, and wait for it a little."""
        self.make(run, name)
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.making(run):
            time.sleep(0.05)
            found = self.step(run, name)
            if found is not None:
                return found
        return self.step(run, name)

    def making(self, run: Run) -> bool:
        """Tell whether the pages of a run are being made."""
        with self._guard:
            return run.id in self._under_way

    def failed(self, run: Run) -> bool:
        """Tell whether the last try to make them failed."""
        with self._guard:
            return run.id in self._failed

    def here(self, run: Run, opened: Opened, name: str) -> Step:
        """Make a page in this process, where another could not.

        Raises
        ------
        StoreError
            If the run cannot be read.
        """
        with self._one:
            return build(run, opened, name, self.results(run))

    def make(self, run: Run, first: str = "card", *, patient: bool = False) -> None:
        """Have the pages of a run made, unless that is under way.

        Parameters
        ----------
        run, first
            The run, and the page that is made before the others.
        patient
            Nobody waits for them yet.
        """
        with self._guard:
            if run.id in self._under_way:
                return
            self._under_way.add(run.id)
            self._failed.discard(run.id)
        work = threading.Thread(
            target=self._make, args=(run, first, patient), daemon=True
        )
        work.start()

    def _make(self, run: Run, first: str, patient: bool) -> None:
        command = [sys.executable, "-m", "steelyard.tell.web.binder"]
        command += [str(run.path), first]
        env = {k: v for k, v in os.environ.items() if k != "STEELYARD_TOKEN"}
        well = False
        try:
            with self._one:
                done = subprocess.run(
                    ["nice", *command] if patient and os.name == "posix" else command,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    env=env,
                    timeout=LONGEST,
                    check=False,
                )
            # a program that was replaced under a running server makes other pages
            well = done.returncode == 0 and find_page(run, first) is not None
            if not well:
                told = done.stderr.decode(errors="replace").strip()
                log.warning("no pages of %s: %s", run.id, told[-500:])
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("no pages of %s: %s", run.id, error)
        finally:
            with self._guard:
                self._under_way.discard(run.id)
                if not well:
                    self._failed.add(run.id)

    def results(self, run: Run) -> Results:
        """Return the results of a finished run, read once for all its pages.

        Raises
        ------
        StoreError
            If they cannot be read.
        """
        key = f"{run.path}:{(run.path / 'results.json').stat().st_mtime_ns}"
        with self._reading:
            if key not in self._results:
                self._results[key] = read_results(run)
                while len(self._results) > RUNS:
                    self._results.popitem(last=False)
            self._results.move_to_end(key)
            return self._results[key]
