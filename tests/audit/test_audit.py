"""The audit of the tiny casebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.audit import audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook


def test_verdicts(tiny: Casebook) -> None:
    """Verdicts are computed where there is a check and kept where there is none."""
    found = {f.claim.id: f for f in audit(tiny).findings}
    assert found["K1"].verdict == "misleading"
    assert found["K1"].reasons == ("scope",)
    assert found["K2"].verdict == "contradicted"
    assert found["K2"].recomputed is not None
    assert found["K2"].recomputed.value == 0.25
    assert found["K3"].method == "evidence"
    assert found["K4"].verdict == "supported"
    assert found["K1"].tables == ("gauge",)
    assert found["K1"].sources == ("gauge",)
    assert found["K1"].series is not None
    assert len(found["K1"].series.rows) == 36


def test_figures_have_traces(tiny: Casebook) -> None:
    """A recomputed figure leads to its claim, its SQL and its tables."""
    figure = audit(tiny, ["K1"]).findings[0].recomputed
    assert figure is not None
    assert [step.kind for step in figure.trace] == ["claim", "sql", "table"]
    assert figure.basis == {"measured": 1.0}


def test_counts(tiny: Casebook) -> None:
    """Counts add up."""
    counts = audit(tiny).counts()
    assert counts["claims"] == 4
    assert counts["by_sql"] + counts["by_evidence"] + counts["by_none"] == 4
    assert counts["contradicted"] == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    kind: figure\n    weight: 2", "    kind: figure\n    verdict: supported", "does not agree with the check"),
        ("AS months FROM gauge\n      holds: {column: miles", "AS m FROM gaug\n      holds: {column: miles", "does not exist"),
        ("SELECT count(*) AS months FROM gauge", "SELECT month AS months FROM gauge", "more than one row"),
        ("SELECT count(*) AS months FROM gauge", "SELECT 36 AS months", "reads none of the casebook's tables"),
        ("{column: months, relation: at_least}", "{column: moths, relation: at_least}", "no column 'moths'"),
        ("SELECT month AS x, level AS y", "SELECT month AS x, level AS z", "needs columns x and y"),
    ],
)  # fmt: skip
def test_wrong_checks(tiny_folder: Path, old: str, new: str, said: str) -> None:
    """A check that is wrong is an error of the casebook, with its line."""
    path = tiny_folder / "claims.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    casebook = open_casebook(tiny_folder)
    with pytest.raises(CasebookError, match=said) as caught:
        audit(casebook)
    assert caught.value.problems[0].mark.line > 1


def test_unknown_claim(tiny: Casebook) -> None:
    """An unknown claim is named with the nearest known one."""
    with pytest.raises(CasebookError, match="no claim 'K9'"):
        audit(tiny, ["K9"])
