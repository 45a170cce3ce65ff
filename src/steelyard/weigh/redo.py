"""Run a run again from its own copy of the casebook and compare every byte."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import steelyard
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, Progress, assess
from steelyard.study.store import Run, StoreError
from steelyard.weigh.results import weigh

COMPARED = ("audit.json", "results.json", "parts", "exhibits")
"""Files and folders of a run that must come out the same."""


@dataclass(frozen=True)
class Redone:
    """What a second making of a run gave.

    Attributes
    ----------
    run
        Id.
    same
        Files that are the same to the bit.
    different
        Files that are not, or that only one of the two has.
    versions
        What has another version now, `name: then, now`.
    """

    run: str
    same: tuple[str, ...]
    different: tuple[str, ...]
    versions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "run": self.run,
            "same": len(self.same),
            "different": list(self.different),
            "versions": list(self.versions),
        }


def redo(
    run: Run, workers: int | None = None, progress: Progress | None = None
) -> Redone:
    """Make a finished run again in a temporary folder and compare.

    Parameters
    ----------
    workers
        Threads.
    progress
        Told of progress.

    Raises
    ------
    StoreError
        If the run is not finished, or another version of steelyard made it.
    """
    manifest = run.manifest
    if not run.finished:
        raise StoreError(f"run {run.id} is not finished: `steelyard assess` goes on")
    if manifest["steelyard"] != steelyard.__version__:
        raise StoreError(
            f"run {run.id} was made by steelyard {manifest['steelyard']}, this is "
            f"{steelyard.__version__}: redo it with that version"
        )
    law = manifest["law"]
    options = Options(
        courses=manifest["courses"],
        futures=manifest["futures"],
        seed=manifest["seed"],
        workers=workers,
        profile=law["profile"],
        readings=law["readings"],
    )
    casebook = open_casebook(run.path / "casebook")
    with tempfile.TemporaryDirectory(prefix="steelyard-redo-") as folder:
        again = assess(casebook, Path(folder), options, progress)
        if again.id != run.id:
            raise StoreError(
                f"the casebook kept with {run.id} has been changed: it now makes "
                f"{again.id}"
            )
        weigh(casebook, again)
        before, after = _sums(run), _sums(again)
    names = sorted(before | after)
    same = tuple(n for n in names if before.get(n) == after.get(n))
    different = tuple(n for n in names if n not in set(same))
    return Redone(run.id, same, different, _versions(run))


def _sums(run: Run) -> dict[str, str]:
    sums: dict[str, str] = {}
    for name in COMPARED:
        top = run.path / name
        files = sorted(top.rglob("*")) if top.is_dir() else [top]
        for path in files:
            if path.is_file() and path.name[0] != ".":
                key = path.relative_to(run.path).as_posix()
                sums[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return sums


def _versions(run: Run) -> tuple[str, ...]:
    """Return what was made with other versions than are installed now."""
    from steelyard.study.made import made

    path = run.path / "made.json"
    if not path.is_file():
        return ()
    then, now = json.loads(path.read_text(encoding="utf-8")), made(())
    found = [
        f"{name}: {then.get(name)}, {now[name]}"
        for name in ("python", "machine")
        if then.get(name) != now[name]
    ]
    packages = then.get("packages", {})
    found += [
        f"{name}: {packages.get(name)}, {version}"
        for name, version in now["packages"].items()
        if packages.get(name) != version
    ]
    return tuple(found)
