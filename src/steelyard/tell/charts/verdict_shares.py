"""How a proposal's claims hold, all in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import altair as alt

from steelyard.audit.audit import Audit, Finding
from steelyard.tell.charts.stacked import stacked
from steelyard.tell.theme import VERDICT_COLOURS


def verdict_shares(audit: Audit) -> alt.LayerChart:
    """Draw shares of verdicts: all claims, recomputed ones, ones of weight 3."""
    rows = [
        (f"{name} ({sum(found.values()):,})", found)
        for name, found in groups(audit).items()
        if found
    ]
    return stacked(rows, VERDICT_COLOURS, counts=True)


def groups(audit: Audit) -> dict[str, Counter[str]]:
    """Return counts of verdicts by group of claims."""
    found = audit.findings
    return {
        "All claims": _count(found),
        "Recomputed from data tables": _count(f for f in found if f.method == "sql"),
        "Judged on cited evidence": _count(f for f in found if f.method == "evidence"),
        "Claims that the argument rests on": _count(
            f for f in found if f.claim.weight == 3
        ),
    }


def _count(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(f.verdict for f in findings)
