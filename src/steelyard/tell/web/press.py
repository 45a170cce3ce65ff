"""The press: prints dossiers one at a time, while readers wait on a page."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.casebook.problems import CasebookError
from steelyard.study.store import Run, StoreError
from steelyard.tell.pdf import NoBrowserError, write_pdf
from steelyard.tell.web.shelf import Shelf

log = logging.getLogger("steelyard.web")

NAME = "dossier.pdf"


@dataclass
class Press:
    """PDFs of finished runs, kept with them."""

    shelf: Shelf
    _under_way: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def ready(self, run: Run) -> Path | None:
        """Return the PDF, if it is there and not older than the dossier."""
        kept = self.shelf.file(run, NAME)
        page = self.shelf.dossier(run)
        if kept is None or kept.stat().st_mtime < page.stat().st_mtime:
            return None
        return kept

    def impossible(self, run: Run) -> bool:
        """Tell, once, that the last try to print a run failed."""
        with self._guard:
            failed = run.id in self._failed
            self._failed.discard(run.id)
            return failed

    def working(self, run: Run) -> bool:
        """Tell whether a run is being printed."""
        with self._guard:
            return run.id in self._under_way

    def start(self, run: Run) -> None:
        """Print a run's dossier, unless that is under way."""
        with self._guard:
            if run.id in self._under_way:
                return
            self._under_way.add(run.id)
        threading.Thread(target=self._print, args=(run,), daemon=True).start()

    def _print(self, run: Run) -> None:
        try:
            with self._one:
                write_pdf(self.shelf.dossier(run))
        except (NoBrowserError, StoreError, CasebookError) as error:
            log.warning("no PDF of %s: %s", run.id, error)
            with self._guard:
                self._failed.add(run.id)
        finally:
            with self._guard:
                self._under_way.discard(run.id)
