"""Start a new casebook from a blank one, or from another."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from steelyard.casebook.json_schema import write_schemas
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.reader import open_casebook


def new_casebook(folder: Path, origin: str = "blank") -> list[str]:
    """Copy a casebook's files into a new folder, with schemas for editors.

    The folder appears whole or not at all.

    Parameters
    ----------
    folder
        Must not exist, or be empty.
    origin
        A casebook's folder or shipped name.

    Returns
    -------
    Names of the casebook's files.

    Raises
    ------
    CasebookError
        If the origin has problems, or the folder is in the way.
    """
    casebook = open_casebook(origin)
    name = folder.as_posix()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            mend = "name a folder that does not exist yet"
            raise CasebookError([Problem(Mark(name), "is not empty", mend)])
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for file in casebook.files:
                target = beside / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(casebook.root / file, target)
            write_schemas(beside / "schemas")
            beside.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        what = f"cannot be written ({(error.strerror or 'error').lower()})"
        raise CasebookError([Problem(Mark(name), what)]) from None
    return list(casebook.files)
