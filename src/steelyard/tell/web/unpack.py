"""Unpack an uploaded casebook: no path out, no links, no bombs, only its own kinds.

References
----------
Fifield (2019), A better zip bomb, WOOT 19: sizes that an archive states are not to
be trusted, so bytes are counted while they are written.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.reader import FRONT

KINDS = {".yaml", ".yml", ".json", ".csv", ".md", ".txt"}


@dataclass(frozen=True)
class Limits:
    """What an upload may hold.

    Attributes
    ----------
    packed, file, whole
        Bytes of the archive, of one file, and of all files together.
    files, depth
        How many files, and how deep in folders.
    """

    packed: int = 32 * 2**20
    file: int = 16 * 2**20
    whole: int = 128 * 2**20
    files: int = 400
    depth: int = 4


def unpack(stream: BinaryIO, to: Path, limits: Limits | None = None) -> Path:
    """Unpack a casebook into an empty folder.

    Parameters
    ----------
    stream
        The archive.
    to
        An empty folder.
    limits
        What it may hold.

    Returns
    -------
    The folder with `casebook.yaml`: `to`, or the one folder in it.

    Raises
    ------
    CasebookError
        If the archive is broken, or holds what a casebook does not.
    """
    rules = limits or Limits()
    try:
        with zipfile.ZipFile(stream) as archive:
            members = _members(archive, rules)
            left = rules.whole
            for member, path in members:
                left -= _write(archive, member, to / path, min(rules.file, left))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _wrong("upload", f"not a zip file that can be read ({error})") from None
    return _root(to)


def _members(
    archive: zipfile.ZipFile, rules: Limits
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    infos = [i for i in archive.infolist() if not i.is_dir()]
    if len(infos) > rules.files:
        what = f"{len(infos):,} files"
        raise _wrong("upload", what, f"a casebook has at most {rules.files}")
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    found = []
    for info in infos:
        name = info.filename
        if _clutter(name):
            continue
        wrong = _refusal(info, rules) or (
            f"stands twice (as '{seen[name.lower()]}')" if name.lower() in seen else ""
        )
        seen.setdefault(name.lower(), name)
        if wrong:
            problems.append(Problem(Mark(_shown(name)), wrong, "leave it out"))
        else:
            found.append((info, PurePosixPath(name)))
    if problems:
        raise CasebookError(problems[:50])
    return found


def _clutter(name: str) -> bool:
    """Tell what systems add to archives of their own accord."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or bool(parts and parts[-1] == ".DS_Store")


def _refusal(info: zipfile.ZipInfo, rules: Limits) -> str:
    name = info.filename
    path = PurePosixPath(name)
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or no plain file"
    if info.flag_bits & 0x1:
        return "is encrypted"
    if "\\" in name or ":" in name or any(ord(c) < 32 for c in name):
        return "has a name that not every system can hold"
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return "leads out of the folder"
    if len(path.parts) > rules.depth:
        return f"lies more than {rules.depth} folders deep"
    if any(part.startswith(".") or len(part) > 120 for part in path.parts):
        return "has a hidden or overlong name"
    if path.suffix.lower() not in KINDS:
        return f"is no {', '.join(sorted(KINDS))} file"
    if info.file_size > rules.file:
        return f"is larger than {rules.file // 2**20} MiB"
    return ""


def _write(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, most: int
) -> int:
    """Write one file, counting its bytes; return how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(info) as source, path.open("xb") as target:
        while piece := source.read(2**16):
            written += len(piece)
            if written > most:
                raise _wrong(_shown(info.filename), "unpacks to more than is allowed")
            target.write(piece)
    return written


def _root(to: Path) -> Path:
    if (to / FRONT).is_file():
        return to
    folders = [p for p in to.iterdir() if p.is_dir()]
    if len(folders) == 1 and (folders[0] / FRONT).is_file():
        return folders[0]
    mend = f"zip the folder that holds {FRONT}"
    raise _wrong("upload", f"there is no {FRONT} at its top", mend)


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:120]


def _wrong(where: str, what: str, mend: str = "") -> CasebookError:
    return CasebookError([Problem(Mark(where), what, mend)])


def clear(folder: Path) -> None:
    """Remove what was unpacked."""
    shutil.rmtree(folder, ignore_errors=True)
