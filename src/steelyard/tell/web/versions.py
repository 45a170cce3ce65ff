"""New versions of casebooks: written whole, never over another."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.reader import open_casebook
from steelyard.law import check_casebook, law_of
from steelyard.study.store import StoreError, write_json
from steelyard.tell.web.library import Library, check_name


@contextmanager
def draft(casebook: Casebook, texts: Mapping[str, str], within: Path) -> Iterator[Path]:
    """Give a folder with a casebook's files, some of them with another text.

    Parameters
    ----------
    casebook
        The casebook to copy.
    texts
        New text by file name.
    within
        Folder in which the draft is made; it goes when the context ends.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    try:
        within.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".draft-", dir=within))
    except OSError as error:
        raise StoreError(f"cannot write to {within}: {error.strerror}") from None
    try:
        try:
            for name in casebook.files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if name in texts:
                    target.write_text(texts[name], encoding="utf-8", newline="")
                else:
                    shutil.copyfile(casebook.root / name, target)
            folder.chmod(0o755)
        except OSError as error:
            raise StoreError(f"cannot write to {within}: {error.strerror}") from None
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check(folder: Path) -> Casebook:
    """Open a draft and hold its law together.

    Raises
    ------
    CasebookError
        With every problem found.
    """
    casebook = open_casebook(folder)
    wrong = check_casebook(casebook) or _voices(casebook)
    if wrong:
        raise CasebookError(wrong)
    return casebook


def _voices(casebook: Casebook) -> list[Problem]:
    """Return where a voice takes readings that nobody can hold together."""
    law = law_of(casebook)
    if law is None or casebook.law is None:
        return []
    place = casebook.places["law", "law"]
    found: list[Problem] = []
    for at, profile in enumerate(casebook.law.profiles):
        mark = place.document.mark((*place.route, "profiles", at))
        try:
            law.take(profile.id)
        except CasebookError as error:
            found += [Problem(mark, p.message, p.mend) for p in error.problems]
    return found


def keep(library: Library, folder: Path, name: str, origin: str, note: str) -> None:
    """Keep a draft that was checked as a version.

    Raises
    ------
    CasebookError
        If the name does not do or is taken.
    StoreError
        If it cannot be written.
    """
    check_name(name, library.names())
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    about = {"origin": origin, "note": note, "made": when}
    try:
        folder.rename(library.folder / name)  # fails if another was first
    except OSError as error:
        raise StoreError(f"cannot write {name}: {error.strerror}") from None
    write_json(library.folder / f"{name}.json", about)


def free_name(base: str, taken: set[str]) -> str:
    """Return the first of `base-2`, `base-3`, ... that is free."""
    stem = (re.sub(r"-\d+$", "", base) or "casebook")[:56]
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
