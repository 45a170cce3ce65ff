"""Run the example notebooks and keep what they show.

Usage: python tools/notebook_docs.py [NAME...]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "docs" / "notebooks"


def run(path: Path) -> Any:
    """Return the notebook with what its cells show now; a cell that fails raises."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=180, kernel_name="python3").execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # times differ from run to run
    return book


def main(names: list[str]) -> int:
    """Run and write."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not names or path.stem in names:
            nbformat.write(run(path), path)
            print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
