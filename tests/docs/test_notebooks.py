"""The example notebooks run from first cell to last."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("nbclient", reason="no nbclient here: pip install .[test]")

ROOT = Path(__file__).parents[2]
BOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_runs_and_shows_charts(path: Path, tmp_path: Path) -> None:
    """No cell fails; kept and fresh outputs have the same kinds, charts among them."""
    import nbformat

    place = ROOT / "tools" / "notebook_docs.py"
    spec = importlib.util.spec_from_file_location("notebook_docs", place)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    fresh, kept = tool.run(path), nbformat.read(path, as_version=4)
    kinds = [
        [
            sorted(output.get("data", {"text": 0}))
            for cell in book.cells
            for output in cell.get("outputs", [])
        ]
        for book in (fresh, kept)
    ]
    assert kinds[0] == kinds[1], "python tools/notebook_docs.py"
    assert any("image/svg+xml" in kind for kind in kinds[0])
