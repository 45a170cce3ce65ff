"""`steelyard account`: one page of money."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

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
