"""The claims audit: shares, what weighs most, and every claim."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.audit.audit import Finding
from steelyard.tell.charts import claim_series, verdict_shares, verdicts_by_kind
from steelyard.tell.charts.claim_series import series_rows
from steelyard.tell.charts.verdict_shares import groups
from steelyard.tell.charts.verdicts_by_kind import kinds
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import number

VERDICTS = ("supported", "misleading", "contradicted", "unverified")
MOST = 12
"""Claims shown with their series drawn; all others are in the table."""


def render(m: Material) -> Markup:
    """Return the section, or nothing where the casebook has no claims."""
    if not m.audit.findings:
        return Markup()
    weighty = consequential(m.audit.findings)
    shown = weighty[:MOST]
    plates = {f.claim.id: p for f in shown if (p := _series(m, f, drawn=True))}
    later = {
        f.claim.id: p
        for f in m.audit.findings
        if f.claim.id not in plates and (p := _series(m, f, drawn=False))
    }
    return m.render(
        "claims.html.j2",
        counts=m.audit.counts(),
        shares=_shares(m),
        by_kind=_by_kind(m),
        weighty=weighty,
        shown=shown,
        plates=plates,
        later=later,
        verdicts=VERDICTS,
        kinds=list(kinds(m.audit)),
    )


def consequential(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return recomputed claims of weight that are contradicted or would mislead.

    The argument's pillars first, then its main supports; contradicted before
    misleading.
    """
    found = [
        f
        for f in findings
        if f.method == "sql"
        and f.claim.weight >= 2
        and f.verdict in {"contradicted", "misleading"}
    ]
    return sorted(found, key=lambda f: (-f.claim.weight, f.verdict))


def _shares(m: Material) -> Plate:
    rows = [
        (name, *(f"{found[v]:,}" for v in VERDICTS))
        for name, found in groups(m.audit).items()
        if found
    ]
    return m.plates.add(
        "verdict-shares",
        verdict_shares(m.audit),
        "Verdicts on the proposal's claims. The argument rests on claims of weight 3.",
        "Stacked bars of shares of claims by verdict, one bar for each group.",
        ("claims", *VERDICTS),
        rows,
    )


def _by_kind(m: Material) -> Plate:
    rows = [
        (kind, *(f"{found[v]:,}" for v in VERDICTS))
        for kind, found in kinds(m.audit).items()
    ]
    return m.plates.add(
        "verdicts-by-kind",
        verdicts_by_kind(m.audit),
        "Verdicts by kind of claim.",
        "Stacked bars of shares of claims by verdict, one bar for each kind of claim.",
        ("kind", *VERDICTS),
        rows,
    )


def _series(m: Material, finding: Finding, *, drawn: bool) -> Plate | None:
    check = finding.claim.check
    if check is None or check.series is None or finding.series is None:
        return None
    rows = series_rows(finding)
    if not rows:
        return None
    several = any(row["series"] for row in rows)
    head = [check.series.x, check.series.y]
    table = [[str(row["x"]), number(row["y"])] for row in rows]
    if several:
        head = [check.series.x, "series", check.series.y]
        table = [[str(r["x"]), r["series"], number(r["y"])] for r in rows]
    title = check.series.title or check.series.y
    return m.plates.add(
        f"series-{finding.claim.id}",
        claim_series(finding),
        f"{title}.",
        f"{check.series.y} by {check.series.x}, for claim {finding.claim.id}.",
        head,
        table,
        drawn=drawn,
    )
