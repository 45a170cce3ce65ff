"""The verb: a verdict for every claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from steelyard.audit.sandbox import Answer, QueryError, Sandbox
from steelyard.audit.verdict import Outcome, decide
from steelyard.casebook.figure import Figure, Step
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem, nearest
from steelyard.casebook.quantity import Basis
from steelyard.casebook.schema.claims import Claim, Reason, Verdict

Method = Literal["sql", "evidence", "none"]


@dataclass(frozen=True)
class Finding:
    """What the audit found about one claim."""

    claim: Claim
    verdict: Verdict
    reasons: tuple[Reason, ...]
    method: Method
    """Recomputed in SQL, judged on cited evidence, or neither."""
    recomputed: Figure | None
    says: tuple[str, ...]
    """Findings as sentences."""
    tables: tuple[str, ...]
    sources: tuple[str, ...]
    """Ids of all sources that bear on it: of its tables and of its evidence."""
    row: tuple[tuple[str, Any], ...] = ()
    """The check's whole result."""
    series: Answer | None = None
    """Columns x, y and perhaps series, where the check has one."""

    def as_json(self) -> dict[str, Any]:
        """Return the stable keys of `audit --json`."""
        claim = self.claim
        return {
            "id": claim.id,
            "kind": claim.kind,
            "quote": claim.quote,
            "verdict": self.verdict,
            "reason": list(self.reasons),
            "stated": claim.states.model_dump() if claim.states else None,
            "recomputed": self.recomputed.as_json() if self.recomputed else None,
            "method": self.method,
            "says": list(self.says),
            "tables": list(self.tables),
            "sources": list(self.sources),
        }


@dataclass(frozen=True)
class Audit:
    """The audit of a casebook."""

    findings: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Return the number of claims by verdict and by method."""
        verdicts = Counter(f.verdict for f in self.findings)
        methods = Counter(f.method for f in self.findings)
        return {
            "claims": len(self.findings),
            **{v: verdicts[v] for v in _VERDICTS},
            **{f"by_{m}": methods[m] for m in _METHODS},
        }

    def as_json(self) -> dict[str, Any]:
        """Return the stable keys of `audit --json`."""
        return {
            "claims": [f.as_json() for f in self.findings],
            "counts": self.counts(),
        }


_VERDICTS: tuple[Verdict, ...] = (
    "supported",
    "misleading",
    "contradicted",
    "unverified",
)
_METHODS: tuple[Method, ...] = ("sql", "evidence", "none")


def audit(casebook: Casebook, claims: Iterable[str] | None = None) -> Audit:
    """Audit a casebook's claims against its data tables.

    Parameters
    ----------
    casebook
        The casebook.
    claims
        Ids of the claims to audit; all of them if left out.

    Returns
    -------
    A finding for each claim, in the order of the casebook.

    Raises
    ------
    CasebookError
        If a check fails to run, gives no single row, or contradicts the verdict
        that its claim states.
    """
    wanted = list(casebook.claims) if claims is None else list(claims)
    unknown = [c for c in wanted if c not in casebook.claims]
    if unknown:
        owner = casebook.mark("casebook", casebook.id)
        raise CasebookError(
            Problem(owner, f"no claim '{c}'", nearest(c, casebook.claims))
            for c in unknown
        )
    problems: list[Problem] = []
    findings: list[Finding] = []
    with Sandbox(casebook.tables) as sandbox:
        for id_ in wanted:
            claim = casebook.claims[id_]
            try:
                findings.append(_find(casebook, claim, sandbox))
            except _CheckError as error:
                mark = casebook.mark("claim", id_, *error.route)
                problems.append(Problem(mark, f"claim {id_}: {error}"))
    if problems:
        raise CasebookError(problems)
    return Audit(tuple(findings))


class _CheckError(Exception):
    def __init__(self, route: tuple[str | int, ...], text: str) -> None:
        self.route = route
        super().__init__(text)


def _find(casebook: Casebook, claim: Claim, sandbox: Sandbox) -> Finding:
    cited = tuple(s for e in claim.evidence for s in e.source)
    if claim.check is None:
        method: Method = "evidence" if claim.evidence else "none"
        return Finding(
            claim=claim,
            verdict=claim.verdict or "unverified",
            reasons=claim.reasons,
            method=method,
            recomputed=None,
            says=(claim.note,) if claim.note else (),
            tables=(),
            sources=tuple(dict.fromkeys(cited)),
        )
    row, tables = _row(claim, sandbox)
    try:
        outcome = decide(claim.check, claim.states, row)
    except ValueError as error:
        raise _CheckError(("check",), str(error)) from None
    _agree(claim, outcome)
    series = _series(claim, sandbox)
    from_tables = claim.check.sources or tuple(
        s for t in tables for s in casebook.tables[t].sources
    )
    return Finding(
        claim=claim,
        verdict=outcome.verdict,
        reasons=outcome.reasons,
        method="sql",
        recomputed=_figure(casebook, claim, outcome, tables),
        says=outcome.says,
        tables=tables,
        sources=tuple(dict.fromkeys([*from_tables, *cited])),
        row=tuple(row.items()),
        series=series,
    )


def _row(claim: Claim, sandbox: Sandbox) -> tuple[dict[str, Any], tuple[str, ...]]:
    assert claim.check is not None
    at = ("check", "sql")
    try:
        tables = sandbox.tables_of(claim.check.sql)
        answer = sandbox.run(claim.check.sql)
    except QueryError as error:
        raise _CheckError(at, str(error)) from None
    if not tables:
        raise _CheckError(at, "the check reads none of the casebook's tables")
    if len(answer.rows) != 1:
        many = "more than one row" if answer.rows else "no row"
        raise _CheckError(at, f"the check gives {many}; it must give one")
    return dict(zip(answer.columns, answer.rows[0], strict=True)), tables


def _agree(claim: Claim, outcome: Outcome) -> None:
    if claim.verdict is not None and claim.verdict != outcome.verdict:
        text = (
            f"the stated verdict '{claim.verdict}' does not agree with the check, "
            f"which gives '{outcome.verdict}' (recomputed: {outcome.value})"
        )
        raise _CheckError(("verdict",), text)
    if claim.reasons and set(claim.reasons) != set(outcome.reasons):
        found = ", ".join(outcome.reasons) or "none"
        text = f"the stated reasons do not agree with the check, which gives {found}"
        raise _CheckError(("reasons",), text)


def _series(claim: Claim, sandbox: Sandbox) -> Answer | None:
    series = claim.check.series if claim.check else None
    if series is None:
        return None
    at = ("check", "series", "sql")
    try:
        answer = sandbox.run(series.sql, most=5_000)
    except QueryError as error:
        raise _CheckError(at, str(error)) from None
    if not {"x", "y"} <= set(answer.columns):
        raise _CheckError(at, "the series needs columns x and y")
    return answer


def _figure(
    casebook: Casebook, claim: Claim, outcome: Outcome, tables: tuple[str, ...]
) -> Figure:
    check, states = claim.check, claim.states
    assert check is not None
    unit = check.unit or (states.unit if states else "")
    return Figure(
        id=f"audit.{claim.id}",
        label=(states.says if states and states.says else f"claim {claim.id}"),
        value=outcome.value,
        unit=unit,
        basis=_basis(casebook, tables) if outcome.value is not None else {},
        formula=f"column {check.holds.column} of the check",
        trace=(
            Step(kind="claim", id=claim.id, says=claim.quote),
            Step(kind="sql", id=f"{claim.id}.check", says=check.sql.strip()),
            *(Step(kind="table", id=t, says=casebook.tables[t].title) for t in tables),
        ),
        note=check.note,
    )


def _basis(casebook: Casebook, tables: tuple[str, ...]) -> dict[Basis, float]:
    """Share the figure equally among the bases of its tables."""
    shares: dict[Basis, float] = {}
    for name in tables:
        basis = casebook.tables[name].resource.steelyard.basis
        shares[basis] = shares.get(basis, 0.0) + 1 / len(tables)
    return shares
