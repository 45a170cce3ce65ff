"""One course's books on one sheet: accounts, authority, what is left unfunded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from steelyard.casebook.figure import Figure, Step
from steelyard.money.cents import usd
from steelyard.money.rules import RuleFinding
from steelyard.money.scurve import SCurve
from steelyard.money.wbs import element_of
from steelyard.study.account import WHY
from steelyard.tell.charts.waterfall import Kind, waterfall
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.readiness_sheets import Row, months
from steelyard.tell.show import amount, listing, percent


@dataclass(frozen=True)
class Year:
    """One fiscal year: which account pays, under what authority; what is left."""

    year: int
    rows: tuple[tuple[str, str, str], ...]
    """(account, dollars and cents, authority)."""
    gaps: tuple[tuple[str, str], ...]
    """(dollars and cents, why and whose)."""
    cost: str
    gap: Markup
    """Unfunded, median, as a button that opens its trace."""
    at: str
    """Unfunded by percentile, in words."""


@dataclass(frozen=True)
class Sheet:
    """A course's sheet."""

    course: str
    title: str
    says: str
    """The gap in plain words."""
    gap: Markup
    years: tuple[Year, ...]
    flow: Plate | None
    confidence: str
    second: str
    rules: tuple[RuleFinding, ...]
    aircraft: tuple[str, ...]
    months: tuple[Row, ...]
    """Month, and for each type of aircraft at work on the course, and left."""


def sheet(
    m: Material, course: str, page: dict[str, Any], ready: dict[str, Any] | None
) -> Sheet:
    """Return the sheet of one course of the ledger exhibit.

    Parameters
    ----------
    page
        The course in the ledger exhibit.
    ready
        The course in the readiness exhibit, if there is one.
    """
    curve = SCurve.model_validate(page["curve"])
    return Sheet(
        course=course,
        title=m.title(course),
        says=plainly(page),
        gap=m.notes.button(_figure(m, course, page["gap"], page["trace"])),
        years=tuple(_year(m, course, page, item) for item in page["years"]),
        flow=_flow(m, course, page["books"]),
        confidence=_confidence(curve),
        second=_second(page["second"]),
        rules=tuple(RuleFinding.model_validate(rule) for rule in page["rules"]),
        aircraft=tuple(a["title"] for a in ready["aircraft"]) if ready else (),
        months=months(ready) if ready else (),
    )


def _figure(m: Material, course: str, data: dict[str, Any], trace: Any) -> Figure:
    """Return a figure with what it was made from besides the course's own cost."""
    known = m.courses[course].cost.trace
    steps = [s for s in (Step.model_validate(t) for t in trace) if s not in known]
    note = (
        f"The quantities of the cost itself stand with the cost of “{m.title(course)}”."
    )
    return Figure.model_validate({**data, "trace": steps, "note": note})


def plainly(page: dict[str, Any]) -> str:
    """Say the gap in words: half of the futures, seven and eight in ten."""
    at = {int(level): dollars for level, dollars in page["at"].items()}
    if not any(at.values()):
        return (
            f"In at least {max(at)} of 100 futures every use has an account that "
            "covers it."
        )
    first, *more = at
    parts = [f"{_most(at[first])} in {first} of 100 futures"]
    parts += [f"{_most(at[level])} in {level}" for level in more]
    text = f"Not covered: {listing(parts)}"
    books = page["books"]
    if books["gap"]:
        sums: dict[str, int] = {}
        for line in books["lines"]:
            if line["why"]:
                sums[line["why"]] = sums.get(line["why"], 0) + line["cents"]
        reasons = [
            f"{amount(cents / 100.0, 'USD')} because {WHY[why]}"
            for why, cents in sums.items()
        ]
        text += f". At the {books['percentile']:g}th percentile: {listing(reasons)}"
    return text + "."


def _most(dollars: float) -> str:
    return f"at most {amount(dollars, 'USD')}" if dollars else "nothing"


def _year(m: Material, course: str, page: dict[str, Any], item: dict[str, Any]) -> Year:
    accounts = m.casebook.budget.accounts if m.casebook.budget else {}
    books = item["statement"]
    authority: dict[str, dict[str, None]] = {}
    owing: dict[str, dict[str, None]] = {}
    short: dict[str, int] = {}
    for line in books["lines"]:
        if line["why"]:
            short[line["why"]] = short.get(line["why"], 0) + line["cents"]
            owing.setdefault(line["why"], {})[line["payer"]] = None
        else:
            authority.setdefault(line["source"], {})[line["authority"]] = None
    payers = m.casebook.budget.payers if m.casebook.budget else {}
    said = [
        f"{amount(dollars, 'USD') if dollars else 'nothing'} at the {level}th"
        for level, dollars in item["at"].items()
    ]
    return Year(
        year=item["year"],
        rows=tuple(
            (accounts[id_].title, usd(cents), "; ".join(authority.get(id_, ())))
            for id_, cents in sorted(books["paid"].items(), key=lambda x: -x[1])
        ),
        gaps=tuple(
            (
                usd(cents),
                f"{WHY[why]} ({listing([payers[p].title for p in owing[why]])})",
            )
            for why, cents in short.items()
        ),
        cost=usd(books["cost"]),
        gap=m.notes.button(_figure(m, course, item["gap"], page["trace"])),
        at=f"{listing(said)} percentile of futures",
    )


MOST = 6
"""Sources and uses that a waterfall names; the small ones are put together."""


def _flow(m: Material, course: str, books: dict[str, Any]) -> Plate | None:
    accounts = m.casebook.budget.accounts if m.casebook.budget else {}
    sources: dict[str, float] = {}
    uses: dict[str, float] = {}
    for line in books["lines"]:
        dollars = line["cents"] / 100.0
        name, _, use_id = line["use"].partition(": ")[2].rpartition(".")
        use = next(u for u in m.casebook.actions[name].uses if u.id == use_id)
        element = element_of(m.casebook, name, use)
        uses[element] = uses.get(element, 0.0) + dollars
        if not line["why"]:
            title = accounts[line["source"]].title
            sources[title] = sources.get(title, 0.0) + dollars
    steps: list[tuple[str, Kind, float]] = [
        (name, "source", size) for name, size in _few(sources, "other accounts")
    ]
    if books["gap"]:
        steps.append(("not covered", "not covered", books["gap"] / 100.0))
    steps += [(name, "use", size) for name, size in _few(uses, "other uses")]
    if not steps:
        return None
    return m.plates.add(
        f"flow-{course}",
        waterfall(steps, "USD of the years"),
        f"From sources to uses, in the future at the {books['percentile']:g}th "
        "percentile of what is unfunded.",
        "Waterfall: accounts rise to the cost, uses fall from it.",
        ("step", "kind", "amount"),
        [(name, kind, amount(size, "USD")) for name, kind, size in steps],
        drawn=False,
    )


def _few(sizes: dict[str, float], rest: str) -> list[tuple[str, float]]:
    ranked = sorted(sizes.items(), key=lambda x: -x[1])
    if len(ranked) <= MOST + 1:
        return ranked
    return [*ranked[:MOST], (rest, sum(size for _, size in ranked[MOST:]))]


def _confidence(curve: SCurve) -> str:
    text = (
        f"The point estimate is {amount(curve.point, 'USD')}; "
        f"{percent(curve.confidence)} of futures cost no more. "
    )
    if curve.contingency > 0:
        return text + (
            f"To reach {curve.wanted}% of futures it must grow by "
            f"{amount(curve.contingency, 'USD')}."
        )
    return text + f"It covers {curve.wanted}% of futures or more."


def _second(second: dict[str, Any]) -> str:
    if second["difference"] is None:
        return (
            "No part of it has an independent analogy, so there is no second estimate."
        )
    return (
        f"A second estimate, from {listing(list(second['analogies']))}, covers "
        f"{percent(second['covered'])} of the cost and differs there by "
        f"{second['difference']:+.0%}."
    )
