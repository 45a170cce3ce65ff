"""`steelyard account`: one page of money."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from steelyard.study.store import Run, open_run

TINY = Path(__file__).parent.parent / "tiny"


def account(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "steelyard", "account", *map(str, args)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_page_adds_up_to_the_cent() -> None:
    """What accounts pay and the gap are the cost, in JSON whole cents."""
    done = account("sr309", "--course", "counter-drone", "--futures", "64", "--json")
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert [y["year"] for y in page["years"]] == [2025, 2026]
    for year in page["years"]:
        books = year["statement"]
        paid = sum(books["paid"].values())
        assert paid + books["gap"] == books["cost"]
        assert all(x["authority"] for x in books["lines"] if x["source"] != "gap")
        assert year["gap"]["trace"]
    assert len(page["steps"]) == 12


def test_what_people_see() -> None:
    """Accounts, authority, what is unfunded, rules with citations."""
    done = account(
        "sr309", "--course", "support-only", "--year", "2026", "--futures", "64"
    )
    assert done.returncode == 0, done.stderr
    assert "FY2026" in done.stdout
    assert "FY2025 " not in done.stdout.split("unfunded at")[0]
    assert "unfunded at the 70th percentile: USD" in done.stdout
    assert "10 U.S.C. 277" in done.stdout
    amounts = [
        Decimal(word.replace(",", ""))
        for line in done.stdout.splitlines()
        for word in line.split()
        if "." in word
        and word.replace(",", "").replace(".", "").isdigit()
        and len(word.split(".")[1]) == 2
    ]
    assert len(amounts) > 3


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("sr309", "--course", "nohting"), "no course 'nohting'; did you mean 'nothing'"),
        (("sr309", "--course", "nothing", "--year", "1999"), "the horizon has no FY1999"),
        (("sr309", "--course", "nothing", "--option", "gift"), "no option or movement 'gift'"),
        (("sr309", "--course", "nothing", "--percentile", "0"), "a percentile lies above 0"),
        (("sr309", "--course", "nothing", "--as-of", "May"), "Invalid isoformat"),
        ((TINY, "--course", "nothing"), "has no accounts to pay from"),
    ],
)  # fmt: skip
def test_bad_input(args: tuple[str, ...], says: str) -> None:
    """Exit 2, the reason, no traceback."""
    done = account(*args, "--futures", "16")
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_analysts_question() -> None:
    """FY2026 at the 70th percentile and C-17 in March stand on one page, traced."""
    done = account(
        "sr309", "--course", "detention-airlift", "--year", "2026",
        "--percentile", "70", "--month", "March", "--futures", "32", "--trace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    flat = " ".join(done.stdout.split())
    assert "ICE custody operations, FY2026" in flat
    assert "continuing resolution for" in flat
    assert "unfunded at the 70th percentile: USD" in flat
    assert "C-17A, 2025-03:" in flat
    assert "fit and without a task" in flat
    assert "made from" in flat
    assert "quantity c17_fleet: C-17A in service: 222 aircraft" in flat


@pytest.fixture
def finished(sr309_run: Run) -> Path:
    """A small finished run of SR309."""
    return sr309_run.path


def test_a_run_is_accounted_as_it_was_made(finished: Path) -> None:
    """Futures and seed are the run's, and so is the gap, future by future."""
    done = account(finished, "--course", "counter-drone", "--json")
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert (page["futures"], page["seed"]) == (64, 1)
    gap = open_run(finished).table("counter-drone").column("gap").to_numpy()
    assert page["gap"]["value"] == pytest.approx(float(np.median(gap)))
    for given in page["answers"]:
        paid = sum(p["cents"] for p in given["pays"])
        books = next(
            y["statement"] for y in page["years"] if y["year"] == given["year"]
        )
        assert paid + given["unfunded"] == books["cost"]


def test_a_run_without_the_course(finished: Path) -> None:
    """A course that the casebook lacks is named; so is a month outside."""
    done = account(finished, "--course", "counter-dron")
    assert done.returncode == 2
    assert "did you mean 'counter-drone'" in done.stderr
    done = account(finished, "--course", "nothing", "--month", "2027-01")
    assert done.returncode == 2
    assert "no month 2027-01; known: 2025-02 to 2026-01" in done.stderr
