"""`steelyard escalate`."""

from __future__ import annotations

import json
import subprocess
import sys


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "steelyard", "escalate", *args],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_json_keys() -> None:
    """Courses carry id, outcomes with a band, and epsilon."""
    done = run(
        "guard-dispute", "--course", "by-call", "--course", "nothing",
        "--draws", "30", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert [c["id"] for c in data["courses"]] == ["by-call", "nothing"]
    first = data["courses"][0]
    assert set(first["outcomes"]["barred"]) >= {"value", "low", "high"}
    assert first["epsilon"]["value"] >= 0
    assert first["unmet"] == 1


def test_page_says_what_it_is_not() -> None:
    """The page foretells nothing, calls nothing best, and quotes unmet gates."""
    done = run("guard-dispute", "--draws", "20")
    assert done.returncode == 0, done.stderr
    assert "foretells nothing" in done.stdout
    assert "through the governors" in done.stdout


def test_bad_input_is_one_line() -> None:
    """An unknown course and a casebook without a ladder exit with 2."""
    done = run("guard-dispute", "--course", "war")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no course 'war'" in done.stderr
    assert "Traceback" not in done.stderr
