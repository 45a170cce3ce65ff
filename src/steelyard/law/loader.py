"""Read a law file and refuse one that cannot be judged by."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.validate import validate
from steelyard.casebook.yamlfile import load_yaml
from steelyard.law.book import Law
from steelyard.law.check import check_structure


def load_law(path: Path, name: str | None = None) -> Law:
    """Read `law.yaml` from a path alone.

    Disagreement between rules and checked cells does not stop a file from being
    read: whoever changes a line wants to see what follows. `check_law` names it.

    Parameters
    ----------
    path
        The file.
    name
        The name to use in errors; the path itself if left out.

    Raises
    ------
    CasebookError
        With every problem of format and structure that one pass found.
    """
    document = load_yaml(path, name)
    problems: list[Problem] = []
    file = validate(LawFile, document, problems)
    if file is not None:
        problems.extend(check_structure(file, document))
    if problems or file is None:
        raise CasebookError(problems)
    return Law(file, document)
