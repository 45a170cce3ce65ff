"""The run store: one folder a run, parts written beside and renamed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

import steelyard
from steelyard.casebook.model import Casebook
from steelyard.study.futures import blocks
from steelyard.study.made import made
from steelyard.study.parts import DamagedPartError, read_part

SCHEMA = 1
"""Version of the run's layout."""


class StoreError(Exception):
    """A run folder that cannot be used, in one line with its mend."""


@dataclass(frozen=True)
class Request:
    """What a run is asked to do; its content is its identity.

    Attributes
    ----------
    casebook_id, digest
        Which casebook, by content.
    courses
        Ids, in the order of the casebook.
    futures, seed, block
        How many futures, the seed, and how many make a block.
    profile, readings
        Whose readings of the law are taken as given, and single readings on top.
    """

    casebook_id: str
    digest: str
    courses: tuple[str, ...]
    futures: int
    seed: int
    block: int
    profile: str | None = None
    readings: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the request as plain data, versions included."""
        return {
            "schema": SCHEMA,
            "steelyard": steelyard.__version__,
            "casebook": {"id": self.casebook_id, "digest": self.digest},
            "courses": list(self.courses),
            "futures": self.futures,
            "seed": self.seed,
            "block": self.block,
            "law": {"profile": self.profile, "readings": dict(self.readings)},
        }

    @property
    def id(self) -> str:
        """The run's id: casebook and the start of a hash of the request."""
        text = json.dumps(self.as_json(), sort_keys=True)
        return f"{self.casebook_id}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def blocks(self) -> list[slice]:
        """Return the blocks of futures."""
        return blocks(self.futures, self.block)


@dataclass(frozen=True)
class Run:
    """A run on disk, finished or not."""

    path: Path

    @property
    def id(self) -> str:
        """The run's id."""
        return self.path.name

    @property
    def manifest(self) -> dict[str, Any]:
        """The content of `run.json`."""
        manifest: dict[str, Any] = read_json(self.path / "run.json")
        return manifest

    @property
    def finished(self) -> bool:
        """Whether all of it is there."""
        return (self.path / "results.json").is_file()

    def part(self, course: str, block: int) -> Path:
        """Return the file of one course and block."""
        return self.path / "parts" / course / f"{block:05d}.parquet"

    def exhibit(self, name: str) -> Path:
        """Return the file of one exhibit; absent if the casebook lacks it."""
        return self.path / "exhibits" / f"{name}.json"

    def table(self, course: str) -> pa.Table:
        """Return all outcomes of a course, one row a future.

        Raises
        ------
        StoreError
            If a part is missing or damaged.
        """
        manifest = self.manifest
        cuts = blocks(manifest["futures"], manifest["block"])
        found = []
        for block in range(len(cuts)):
            path = self.part(course, block)
            try:
                found.append(read_part(path))
            except DamagedPartError as error:
                mend = "delete it and the run's results.json, and assess again"
                raise StoreError(f"{path} {error}: {mend}") from None
        return pa.concat_tables(found).replace_schema_metadata()


def start_run(runs: Path, request: Request, casebook: Casebook) -> Run:
    """Open the folder of a run, making it if there is none.

    The folder appears whole, with the manifest and a copy of the casebook.

    Raises
    ------
    StoreError
        If the folder cannot be written or holds something else.
    """
    run = Run(runs / request.id)
    if run.path.is_dir():
        return open_run(run.path)
    try:
        runs.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{request.id}-", dir=runs))
    except OSError as error:
        raise StoreError(f"cannot write to {runs}: {_why(error)}") from None
    try:
        write_json(beside / "run.json", request.as_json())
        write_json(beside / "made.json", made(sys.argv))
        for name in casebook.files:
            target = beside / "casebook" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(casebook.root / name, target)
        beside.chmod(0o755)
        with contextlib.suppress(OSError):
            beside.rename(run.path)  # another process may have been first
    except OSError as error:
        raise StoreError(f"cannot write to {runs}: {_why(error)}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return open_run(run.path)


def open_run(path: Path) -> Run:
    """Open a run by its folder.

    Raises
    ------
    StoreError
        If it is no run, or one of a newer layout.
    """
    if not (path / "run.json").is_file():
        raise StoreError(f"{path} is not a run: it has no run.json")
    run = Run(path)
    schema = run.manifest.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA:
        raise StoreError(
            f"{path} was made by a newer steelyard (layout {schema}): "
            "upgrade to read it"
        )
    return run


def find_run(run: str, runs: Path) -> Run:
    """Open a run by its folder, its id, or the start of its id.

    Raises
    ------
    StoreError
        If none or several match.
    """
    if (Path(run) / "run.json").is_file():
        return open_run(Path(run))
    found = [p for p in list_runs(runs) if p.id.startswith(run)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(p.id for p in found[:5])
        raise StoreError(f"'{run}' fits several runs: {names}")
    known = ", ".join(p.id for p in list_runs(runs)[:5]) or "none"
    raise StoreError(f"no run '{run}' in {runs} (there: {known})")


def list_runs(runs: Path) -> list[Run]:
    """Return the runs in a store, by id."""
    if not runs.is_dir():
        return []
    return [Run(p.parent) for p in sorted(runs.glob("*/run.json"))]


def done(run: Run, course: str, block: int, rows: int) -> bool:
    """Tell whether a part is there, whole and undamaged."""
    path = run.part(course, block)
    if not path.is_file():
        return False
    try:
        return bool(read_part(path).num_rows == rows)
    except DamagedPartError:
        return False


def write_part(run: Run, course: str, block: int, content: bytes) -> None:
    """Write a part beside its place and rename it into it."""
    with beside(run.part(course, block)) as path:
        path.write_bytes(content)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`; rename to it if all went well.

    Raises
    ------
    StoreError
        If the disk is full or not to be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {_why(error)}") from None
    finally:
        with contextlib.suppress(OSError):  # its folder may not be one
            temporary.unlink(missing_ok=True)


def write_json(path: Path, data: Any) -> None:
    """Write JSON beside its place and rename it into it."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    with beside(path) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8")


def read_json(path: Path) -> Any:
    """Read JSON of a run.

    Raises
    ------
    StoreError
        If it is missing or broken.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"cannot read {path}: {error}") from None


def checksums(run: Run, names: Iterable[str] = ("parts",)) -> dict[str, str]:
    """Return the SHA-256 of every file below some folders of a run."""
    files = (f for name in names for f in sorted((run.path / name).rglob("*")))
    return {
        f.relative_to(run.path).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in files
        if f.is_file() and f.name[0] != "."  # what a kill left half-written
    }


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
