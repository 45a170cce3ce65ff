"""How a proposal's claims hold, by kind of claim."""

from __future__ import annotations

from collections import Counter

import altair as alt

from steelyard.audit.audit import Audit
from steelyard.tell.charts.stacked import stacked
from steelyard.tell.theme import VERDICT_COLOURS


def verdicts_by_kind(audit: Audit) -> alt.LayerChart:
    """Draw shares of verdicts for each kind of claim, most frequent first."""
    rows = [
        (f"{kind} ({sum(found.values()):,})", found)
        for kind, found in kinds(audit).items()
    ]
    return stacked(rows, VERDICT_COLOURS, counts=True)


def kinds(audit: Audit) -> dict[str, Counter[str]]:
    """Return counts of verdicts by kind of claim, most frequent kind first."""
    found: dict[str, Counter[str]] = {}
    for finding in audit.findings:
        found.setdefault(finding.claim.kind, Counter())[finding.verdict] += 1
    return dict(sorted(found.items(), key=lambda item: -item[1].total()))
