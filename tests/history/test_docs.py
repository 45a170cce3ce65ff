"""Tables in the documentation are those that the code makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "threat_docs.py"


@pytest.mark.slow
def test_the_setting_pages_are_current() -> None:
    """The tool that writes the tables finds nothing to change."""
    done = subprocess.run(
        [sys.executable, str(TOOL), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
