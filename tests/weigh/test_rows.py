"""Rows of the card from money and readiness."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.model import Casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.weigh.results import read_results
from steelyard.weigh.rows import civil_row, readiness_row, unfunded


def test_rows(sr309: Casebook, sr309_run: Run) -> None:
    """Each is a sentence with a figure that has a band and a trace."""
    table = sr309_run.table("active-standing")
    for make in (unfunded, readiness_row, civil_row):
        row = make(sr309, "active-standing", table)
        assert row is not None
        assert row.finding.endswith(".")
        assert row.figure.band is not None
        assert row.figure.trace
    money = unfunded(sr309, "active-standing", table)
    assert money is not None
    assert [f.label for f in money.figures] == [
        "Not covered in FY2025",
        "Not covered in FY2026",
    ]


def test_marks_hold_the_second_estimate(sr309: Casebook, sr309_run: Run) -> None:
    """The mark `credible` tells the difference, `accurate` the back-tests."""
    summary = read_results(sr309_run).courses["active-standing"]
    reasons = {m.name: " ".join(m.reasons) for m in summary.marks}
    assert "a second estimate, from" in reasons["credible"]
    assert "past operations predicted within" in reasons["accurate"]


def test_no_accounts_no_pool(tiny: Casebook, tmp_path: Path) -> None:
    """Nothing is said of what the casebook lacks."""
    table = assess(tiny, tmp_path, Options(["guard"], 8, 1, 1)).table("guard")
    assert unfunded(tiny, "guard", table) is None
    assert readiness_row(tiny, "guard", table) is None
    assert civil_row(tiny, "guard", table) is None
