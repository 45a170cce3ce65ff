"""What one should know: sentences made of computed figures only."""

from __future__ import annotations

from markupsafe import Markup, escape

from steelyard.tell.material import Material
from steelyard.tell.show import band_text, counted, listing, percent
from steelyard.weigh.cell import CRITERIA


def know(m: Material) -> list[Markup]:
    """Return the sentences, each with figures that open their trace."""
    found = [_claims(m), _weighty(m), _cost(m), _basis(m), _open(m)]
    return [sentence for sentence in found if sentence]


def _claims(m: Material) -> Markup:
    counts = m.audit.counts()
    if not counts["claims"]:
        return Markup()
    text = (
        f"Of {counted(counts['claims'], 'claim')} in the proposal, "
        f"{counts['supported']} are supported by the record, "
        f"{counts['contradicted']} are contradicted, {counts['misleading']} would "
        f"mislead their reader and {counts['unverified']} could not be decided. "
        f"{counts['by_sql']} were recomputed from data tables"
    )
    by_sql = [f for f in m.audit.findings if f.method == "sql"]
    hold = sum(f.verdict == "supported" for f in by_sql)
    tail = f"; of these {hold} hold as stated." if by_sql else "."
    return escape(text + tail)


def _weighty(m: Material) -> Markup:
    rests = [f for f in m.audit.findings if f.claim.weight == 3]
    if not rests:
        return Markup()
    hold = sum(f.verdict == "supported" for f in rests)
    against = sum(f.verdict == "contradicted" for f in rests)
    mislead = sum(f.verdict == "misleading" for f in rests)
    return escape(
        f"Of the {counted(len(rests), 'claim')} that the argument rests on, {hold} "
        f"hold, {mislead} would mislead and {against} are contradicted."
    )


def _cost(m: Material) -> Markup:
    ranked = sorted(
        (s for s in m.courses.values() if s.course != "nothing"),
        key=lambda s: s.over_nothing.value or 0.0,
    )
    if not ranked:
        return Markup()
    year = m.casebook.front.currency_year
    ends = [ranked[0], ranked[-1]] if len(ranked) > 1 else [ranked[0]]
    parts = []
    for summary, word in zip(ends, ("least", "most"), strict=False):
        figure = summary.over_nothing
        parts.append(
            Markup("the {} is {} for {} (two thirds of futures: {})").format(
                word if len(ends) > 1 else "cost",
                m.notes.button(figure),
                Markup("“{}”").format(m.title(summary.course)),
                band_text(figure),
            )
        )
    return Markup(
        "Above the cost of doing nothing, in prices of {} and over the horizon, {}."
    ).format(year, Markup(" and ").join(parts))


def _basis(m: Material) -> Markup:
    shares = {
        id_: s.cost.basis.get("assumed", 0.0) + s.cost.basis.get("elicited", 0.0)
        for id_, s in m.courses.items()
        if s.cost.basis
    }
    if not shares:
        return Markup()
    low, high = min(shares.values()), max(shares.values())
    spread = percent(low) if low == high else f"{percent(low)} to {percent(high)}"
    missing = sum(bool(s.not_costed) for s in m.courses.values())
    text = (
        f"Depending on the course, {spread} of the cost has an assumed or elicited "
        "number in it"
    )
    if missing:
        text += (
            f"; {missing} of {counted(len(m.courses), 'course')} contain actions "
            "for which no cost basis was found, and these are not in the totals"
        )
    return escape(text + ".")


def _open(m: Material) -> Markup:
    missing = [
        c
        for c in CRITERIA
        if all(cells[c].extent == "none" for cells in m.results.card.values())
    ]
    if not missing:
        return Markup()
    return escape(
        f"Of the six criteria of DoDD 3025.18, {len(missing)} have not been evaluated "
        f"in this run: {listing([str(c) for c in missing])}."
    )
