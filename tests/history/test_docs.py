"""Tables in the documentation are those that the code makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["threat_docs.py", "history_docs.py"])
def test_the_pages_are_current(tool: str) -> None:
    """The tool that writes the tables finds nothing to change."""
    done = subprocess.run(
        [sys.executable, str(TOOLS / tool), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
