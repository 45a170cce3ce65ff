"""`steelyard weigh`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TINY = Path(__file__).parent.parent / "tiny"


def steelyard(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "steelyard", *map(str, args)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_weigh_shows_and_prints_json(tmp_path: Path) -> None:
    """After assess, weigh shows tables, and JSON with stable keys; no advice."""
    made = steelyard("assess", TINY, "--futures", "128", "--runs", tmp_path, "--json")
    assert made.returncode == 0, made.stderr
    run = json.loads(made.stdout)["run"]
    shown = steelyard("weigh", run, "--runs", tmp_path)
    assert shown.returncode == 0, shown.stderr
    for head in (
        "Trade-offs",
        "Regret and robustness",
        "Where it fails",
        "What matters",
    ):
        assert head in shown.stdout
    for word in ("recommend", "winner", "should choose"):
        assert word not in shown.stdout.lower()
    data = json.loads(steelyard("weigh", run, "--runs", tmp_path, "--json").stdout)
    assert {
        "run",
        "futures",
        "measures",
        "not_evaluated",
        "levels",
        "dominated",
        "robustness",
        "failures",
        "matters",
        "information",
        "weights",
        "barred",
    } <= set(data)


def test_bad_input(tmp_path: Path) -> None:
    """No such run, or no such measure, is said in a line and exits 2."""
    done = steelyard("weigh", "ghost", "--runs", tmp_path)
    assert done.returncode == 2
    assert "no run 'ghost'" in done.stderr
    assert "Traceback" not in done.stderr
