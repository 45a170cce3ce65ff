"""`steelyard audit`: a verdict for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import Case, Json, bad_input, console, open_case, print_json
from steelyard.cli.spark import spark

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.audit import Audit, Finding

_STYLE = {
    "supported": "green",
    "misleading": "yellow",
    "contradicted": "red",
    "unverified": "dim",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit_command)


def audit_command(
    case: Case,
    claim: Annotated[
        list[str] | None, typer.Option("--claim", help="Only this claim; repeatable.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Hold a casebook's claims against its data."""
    from steelyard.audit import audit

    with bad_input():
        found = audit(open_case(case), claim or None)
    if as_json:
        print_json(found.as_json())
    elif claim:
        for finding in found.findings:
            _one(console(), finding)
    else:
        _table(console(), found)


def _one(out: Console, finding: Finding) -> None:
    from rich.markup import escape

    style = _STYLE[finding.verdict]
    reasons = f" ({', '.join(finding.reasons)})" if finding.reasons else ""
    out.print(f"[bold]{finding.claim.id}[/bold] [{style}]{finding.verdict}[/]{reasons}")
    out.print(f"  “{escape(finding.claim.quote)}”")
    for text in finding.says:
        out.print(f"  {escape(text)}")
    for evidence in finding.claim.evidence:
        out.print(f"  [dim]{evidence.basis}: {escape(evidence.fact)}[/]")
    if finding.series and finding.claim.check and finding.claim.check.series:
        for line in series_lines(finding):
            out.print(f"  [dim]{escape(line)}[/]")
    if finding.row:
        row = ", ".join(f"{k} = {_short(v)}" for k, v in finding.row)
        out.print(f"  [dim]recomputed: {escape(row)}[/]")
    if finding.tables:
        out.print(f"  [dim]tables: {', '.join(finding.tables)}[/]")
    if finding.sources:
        out.print(f"  [dim]sources: {', '.join(finding.sources)}[/]")


def series_lines(finding: Finding) -> list[str]:
    """Return a line of blocks for each line of a claim's series."""
    assert finding.series is not None
    at = {name: i for i, name in enumerate(finding.series.columns)}
    by: dict[str, list[tuple[str, float | None]]] = {}
    for row in finding.series.rows:
        name = str(row[at["series"]]) if "series" in at else ""
        by.setdefault(name, []).append((str(row[at["x"]]), row[at["y"]]))
    check = finding.claim.check
    title = check.series.y if check and check.series else ""
    lines = []
    for name, points in by.items():
        values = [y for _, y in points]
        known = [y for y in values if y is not None]
        if len(known) < 2:
            continue
        span = f"{points[0][0]} to {points[-1][0]}"
        ends = f"{_short(float(min(known)))} to {_short(float(max(known)))}"
        head = f"{name}: " if name else ""
        lines.append(f"{spark(values)} {head}{title}, {span}, {ends}")
    return lines


def _short(value: object) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)


def _table(out: Console, found: Audit) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("claim", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("by", no_wrap=True)
    table.add_column("finding", overflow="fold")
    for finding in found.findings:
        said = finding.says[0] if finding.says else finding.claim.quote
        reasons = f" ({', '.join(finding.reasons)})" if finding.reasons else ""
        style = _STYLE[finding.verdict]
        from rich.markup import escape

        table.add_row(
            finding.claim.id,
            f"[{style}]{finding.verdict}[/]{reasons}",
            finding.method,
            escape(said[:160]),
        )
    out.print(table)
    counts = found.counts()
    verdicts = ", ".join(f"{counts[v]} {v}" for v in _STYLE)
    out.print(
        f"\n{counts['claims']} claims: {verdicts}; {counts['by_sql']} recomputed "
        f"from data, {counts['by_evidence']} judged on cited evidence"
    )
