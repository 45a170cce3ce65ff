"""The tool that builds the importer-made tables of SR309."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "sr309_tables.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    """Missing files: exit 2, the pattern named, nothing written."""
    out = tmp_path / "out"
    out.mkdir()
    done = _run(str(tmp_path), str(out))
    assert done.returncode == 2
    assert "no file '*nationwide-encounters-*-state.csv'" in done.stderr
    assert list(out.iterdir()) == []


def test_wrong_arguments_show_the_usage() -> None:
    """Without both folders the usage is shown."""
    done = _run("only-one")
    assert done.returncode == 2
    assert "sr309_tables.py FOLDER OUT" in done.stderr
