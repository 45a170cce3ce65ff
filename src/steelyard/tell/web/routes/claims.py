"""Claims: the list with its filters, and one claim with its check."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from steelyard.audit.audit import Finding
from steelyard.casebook.schema.claims import Claim
from steelyard.tell.plates import Plate, Plates
from steelyard.tell.show import number
from steelyard.tell.web.desk import book_tabs, desk_of
from steelyard.tell.web.look import page
from steelyard.tell.web.search import fits, words_of
from steelyard.tell.web.trouble import gone

router = APIRouter(prefix="/casebooks/{key}/claims")

VERDICTS = ("supported", "misleading", "contradicted", "unverified")
METHODS = {"sql": "recomputed", "evidence": "on evidence", "none": "not checked"}


@router.get("")
def listed(  # noqa: PLR0917
    request: Request,
    key: str,
    q: str = "",
    verdict: str = "",
    kind: str = "",
    method: str = "",
    weight: str = "",
    table: str = "",
) -> Response:
    """Show the claims that fit."""
    book, opened = desk_of(request).book(key)
    findings = opened.audit.findings
    wanted = words_of(q)
    shown = [
        f
        for f in findings
        if (not verdict or f.verdict == verdict)
        and (not kind or f.claim.kind == kind)
        and (not method or f.method == method)
        and (not weight or str(f.claim.weight) == weight)
        and (not table or table in f.tables)
        and fits(wanted, f.claim.id, f.claim.quote, f.claim.section, *f.says)
    ]
    return page(
        request,
        "claims_list.html.j2",
        "Claims",
        tabs=book_tabs(key),
        here="claims",
        book=book,
        shown=shown,
        total=len(findings),
        counts=opened.audit.counts(),
        verdicts=VERDICTS,
        kinds=sorted({f.claim.kind for f in findings}),
        methods=METHODS,
        tables=sorted({t for f in findings for t in f.tables}),
        state={
            "q": q,
            "verdict": verdict,
            "kind": kind,
            "method": method,
            "weight": weight,
            "table": table,
        },
    )


@router.get("/{claim}")
def one(request: Request, key: str, claim: str) -> Response:
    """Show one claim: its words in place, its check, its data, its series."""
    book, opened = desk_of(request).book(key)
    casebook = opened.casebook
    finding = opened.finding(claim)
    if finding is None:
        raise gone(f"This casebook has no claim {claim}.")
    ids = list(casebook.claims)
    at = ids.index(claim)
    plates = Plates(live=True)
    plate = _series(plates, finding)
    return page(
        request,
        "claim.html.j2",
        f"Claim {claim}",
        tabs=book_tabs(key),
        here="claims",
        book=book,
        f=finding,
        c=finding.claim,
        casebook=casebook,
        around=_around(list(casebook.claims.values()), at),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
        place=casebook.mark("claim", claim),
        plate=plate,
        specs=plates.specs_json() if plate else None,
        courses=[
            casebook.courses[c] for c in opened.links.courses_by_claim.get(claim, ())
        ],
        methods=METHODS,
    )


def _around(claims: list[Claim], at: int) -> list[Claim]:
    """Return a claim with its neighbours of the same section, in the text's order."""
    section = claims[at].section
    near = range(max(0, at - 2), min(len(claims), at + 3))
    return [claims[i] for i in near if claims[i].section == section or i == at]


def _series(plates: Plates, finding: Finding) -> Plate | None:
    check = finding.claim.check
    if check is None or check.series is None or finding.series is None:
        return None
    from steelyard.tell.charts import claim_series
    from steelyard.tell.charts.claim_series import series_rows

    rows = series_rows(finding)
    if not rows:
        return None
    several = any(row["series"] for row in rows)
    head = [check.series.x, *(["series"] if several else []), check.series.y]
    table = [
        [str(r["x"]), *([r["series"]] if several else []), number(r["y"])] for r in rows
    ]
    title = check.series.title or check.series.y
    return plates.add(
        f"series-{finding.claim.id}",
        claim_series(finding),
        f"{title}.",
        f"{check.series.y} by {check.series.x}, for claim {finding.claim.id}.",
        head,
        table,
    )
