"""Who pays for each course, from which account, and what no account covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from steelyard.money.backtest import BackTest
from steelyard.money.options import OptionFinding
from steelyard.money.scurve import SCurve
from steelyard.tell.charts.amount_stack import amount_stack
from steelyard.tell.charts.s_curve import s_curves
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.ledger_sheets import sheet
from steelyard.tell.show import amount, listing, percent, span
from steelyard.tell.theme import GREY, PALETTE, VERMILLION

GAP = "not covered"
OTHER = "other accounts"
MOST = 6
"""Accounts that have a colour of their own."""


@dataclass(frozen=True)
class Way:
    """A way to find money, in words."""

    option: OptionFinding
    moves: str
    takes: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Course, unfunded before, after, closed, and moved without a use here."""
    says: str


def render(m: Material) -> Markup:
    """Return the section; a plain sentence where the casebook has no accounts."""
    found = m.exhibit("ledger")
    if found is None:
        return m.render("ledger.html.j2", found=None)
    ready = (m.exhibit("readiness") or {"courses": {}})["courses"]
    return m.render(
        "ledger.html.j2",
        found=found,
        level=f"{found['percentile']:g}th",
        overview=overview(m, found),
        accounts=_accounts(m, found),
        years=_years(m, found),
        curves=_curves(m, found),
        sheets=[
            sheet(m, id_, page, ready.get(id_))
            for id_, page in found["courses"].items()
        ],
        ways=ways(m, found),
        tests=[BackTest.model_validate(t) for t in found["tests"]],
        error=error,
    )


def overview(m: Material, found: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Return (course, title, amounts unfunded at each percentile in words)."""
    rows = []
    for id_, page in found["courses"].items():
        said = [_dollars(dollars) for dollars in page["at"].values()]
        rows.append((id_, m.title(id_), said))
    return rows


def _dollars(value: float) -> str:
    return amount(value, "USD") if value >= 0.005 else "nothing"


def _accounts(m: Material, found: dict[str, Any]) -> Plate:
    """Stack what each account pays in the books shown, for every course."""
    accounts = m.casebook.budget.accounts if m.casebook.budget else {}
    totals: dict[str, float] = {}
    for page in found["courses"].values():
        for id_, cents in page["books"]["paid"].items():
            title = _family(accounts[id_].title)
            totals[title] = totals.get(title, 0.0) + cents
    own = sorted(totals, key=lambda t: -totals[t])[:MOST]
    hues = [c for c in PALETTE if c not in {VERMILLION, GREY}]
    colours = dict(zip(own, hues, strict=False)) | {OTHER: GREY, GAP: VERMILLION}
    rows = []
    for course, page in found["courses"].items():
        parts = dict.fromkeys(colours, 0.0)
        for id_, cents in page["books"]["paid"].items():
            title = _family(accounts[id_].title)
            parts[title if title in own else OTHER] += cents / 100.0
        parts[GAP] += page["books"]["gap"] / 100.0
        rows.append((course, m.title(course), parts))
    return m.plates.add(
        "ledger-accounts",
        amount_stack(rows, colours, "USD of the years"),
        f"Which accounts pay, and what none covers, in the future at the "
        f"{found['percentile']:g}th percentile of what is unfunded. The parts of a bar "
        "add up to the course's cost in that future.",
        "Stacked bars by account, one bar for each course.",
        ("course", *colours),
        [(label, *(_dollars(v) for v in parts.values())) for _, label, parts in rows],
    )


def _family(title: str) -> str:
    """Return an account's title without its year: one account over two years."""
    head, _, tail = title.rpartition(", FY")
    return head if tail.isdigit() else title


def _years(m: Material, found: dict[str, Any]) -> Plate:
    """Stack what is paid and unfunded in each fiscal year, for every course."""
    first = next(iter(found["courses"].values()))
    years = [item["year"] for item in first["years"]]
    hues = [c for c in PALETTE if c not in {VERMILLION, GREY}]
    colours: dict[str, str] = {}
    for i, year in enumerate(years):
        colours[f"FY{year}, paid"] = hues[i % len(hues)]
        colours[f"FY{year}, {GAP}"] = (VERMILLION, "#8f3f00")[i % 2]
    rows = []
    for course, page in found["courses"].items():
        parts: dict[str, float] = {}
        for item in page["years"]:
            books = item["statement"]
            paid = sum(books["paid"].values()) / 100.0
            parts[f"FY{item['year']}, paid"] = paid
            parts[f"FY{item['year']}, {GAP}"] = books["gap"] / 100.0
        rows.append((course, m.title(course), parts))
    return m.plates.add(
        "ledger-years",
        amount_stack(rows, colours, "USD of the years"),
        f"Paid and not covered by US fiscal year (from October), each year in its own "
        f"future at the {found['percentile']:g}th percentile of what is unfunded.",
        "Stacked bars by fiscal year, one bar for each course.",
        ("course", *colours),
        [
            (label, *(_dollars(parts.get(c, 0.0)) for c in colours))
            for _, label, parts in rows
        ],
    )


def _curves(m: Material, found: dict[str, Any]) -> Plate:
    """Draw the S-curve of every course."""
    unit = f"USD of {m.casebook.front.currency_year}"
    curves = [
        (m.title(id_), SCurve.model_validate(page["curve"]))
        for id_, page in found["courses"].items()
    ]
    levels = curves[0][1].levels
    return m.plates.add(
        "s-curves",
        s_curves(curves, unit),
        "S-curves: how many futures (upwards, from 5 to 95 of 100) cost no more than "
        "an amount, over the course's point estimate (dashed; its amount at the "
        "right). "
        "Dots: 50 and 80 of 100.",
        "One curve for each course: share of futures by cost over the point estimate.",
        ("course", "point estimate", "its level", *(f"{level}%" for level in levels)),
        [
            (
                label,
                amount(curve.point, unit),
                percent(curve.confidence),
                *(amount(value, unit) for value in curve.values),
            )
            for label, curve in curves
        ],
    )


def ways(m: Material, found: dict[str, Any]) -> list[Way]:
    """Return what each way to find money does, in words and by course."""
    made = []
    for data in found["options"]:
        option = OptionFinding.model_validate(data)
        low, middle, high = option.moved
        moves = f"{amount(middle, 'USD')} ({span(low, high, 'USD')})"
        if not middle:
            back = max((b.paid_back for b in option.buys), default=0.0)
            moves = "nothing between accounts"
            if back:
                moves += f"; pays back up to {amount(back, 'USD')} of a course"
        rows = [
            (
                m.title(bought.course),
                _dollars(bought.gap_before),
                _dollars(bought.gap_after),
                _closed(bought.closed),
                _dollars(bought.unspent),
            )
            for bought in option.buys
        ]
        takes = tuple(
            f"{cut.middle:.1f} {cut.title} ({cut.low:.1f} to {cut.high:.1f})"
            for cut in option.takes
        )
        made.append(Way(option, moves, takes, tuple(rows), _buys(m, option)))
    return made


def _closed(dollars: float) -> str:
    if dollars < -0.5:
        return f"none; it widens by {amount(-dollars, 'USD')}"
    return _dollars(dollars)


def _buys(m: Material, option: OptionFinding) -> str:
    """Say of which courses it closes most, and of how many nothing."""
    gaps = [b for b in option.buys if b.gap_before > 0]
    best = sorted((b for b in gaps if b.closed > 1e6), key=lambda b: -b.closed)[:3]
    if not best:
        return "It closes none of any course's gap."
    parts = [f"{amount(b.closed, 'USD')} of “{m.title(b.course)}”" for b in best]
    text = f"On the mean over futures it closes {listing(parts)}"
    none = sum(b.closed < 1e6 for b in gaps)
    if none:
        text += f"; of {none} of the {len(gaps)} courses with a gap it closes nothing"
    return text + "."


def error(test: BackTest) -> str:
    """Write a back-test's error as it is."""
    if test.error is None:
        return f"not predicted: {test.note}"
    text = f"{test.error:+.0%}"
    if test.bound != "exact":
        text += f" against a cost that is {test.bound.replace('_', ' ')}"
    return text
