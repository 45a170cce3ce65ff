"""A process of its own that makes the pages of one run.

Run as `python -m steelyard.tell.web.binder RUN FIRST`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from steelyard.casebook.problems import CasebookError
from steelyard.study.store import StoreError, open_run


def main(arguments: list[str]) -> int:
    """Make the pages of a run, one of them first; return 0 if they are there."""
    from steelyard.tell.web.kept import keep_pages

    folder, first = Path(arguments[0]), arguments[1]
    try:
        keep_pages(open_run(folder), first=first)
    except (CasebookError, StoreError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
