"""`steelyard account`: who pays, from which account, and what is unfunded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import Json, Seed, bad_input, console, open_case, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.casebook.model import Casebook
    from steelyard.study.account import CourseAccount, YearPage
    from steelyard.study.answer import Answer
    from steelyard.study.force.records import CourseReadiness


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("account")(account_command)


Option = Annotated[
    list[str] | None,
    typer.Option("--option", help="A way to find money that is used; repeatable."),
]
Ways = Annotated[
    bool, typer.Option("--ways", help="Show what each way to find money does.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Only what was enacted by this day pays."),
]
Month = Annotated[
    str | None,
    typer.Option("--month", help="Month to show aircraft for: 2025-03, 3, March."),
]
Trace = Annotated[
    bool, typer.Option("--trace", help="List what each figure was made from.")
]


def account_command(
    case: Annotated[
        str, typer.Argument(help="A casebook (folder or shipped name), or a run.")
    ],
    *,
    course: Annotated[str, typer.Option("--course", help="The course to account for.")],
    year: Annotated[
        int | None, typer.Option("--year", help="Only this fiscal year.")
    ] = None,
    percentile: Annotated[
        float, typer.Option("--percentile", help="Of futures, by what is unfunded.")
    ] = 70.0,
    option: Option = None,
    ways: Ways = False,
    as_of: AsOf = None,
    month: Month = None,
    trace: Trace = False,
    futures: Annotated[
        int, typer.Option("--futures", min=1, max=100_000, help="How many futures.")
    ] = 1000,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Say which appropriation pays for a course, and what none covers."""
    from steelyard.study.account import account_course

    with bad_input():
        casebook, futures, seed = _open(case, futures, seed)
        page = account_course(
            casebook,
            course,
            futures=futures,
            seed=seed,
            percentile=percentile,
            options=option or (),
            as_of=date.fromisoformat(as_of) if as_of else None,
            ways=ways,
        )
        ready = _readiness(casebook, course, futures, seed)
        month, answers = _answers(casebook, page, ready, year, month)
    if as_json:
        data = page.model_dump(mode="json")
        data["readiness"] = ready.model_dump(mode="json") if ready else None
        print_json(data | {"answers": [a.model_dump(mode="json") for a in answers]})
        return
    _show(console(), casebook, page, year)
    if ready:
        _forces(console(), ready, month)
    _made_from(console(), answers, whole=trace)


def _readiness(
    casebook: Casebook, course: str, futures: int, seed: int
) -> CourseReadiness | None:
    """Read the course's readiness, where the casebook has a force pool."""
    from steelyard.study.force.course import readiness_course

    if casebook.forces is None or not casebook.forces.units:
        return None
    return readiness_course(casebook, course, futures=futures, seed=seed)


def _answers(
    casebook: Casebook,
    page: CourseAccount,
    ready: CourseReadiness | None,
    year: int | None,
    month: str | None,
) -> tuple[str | None, list[Answer]]:
    """Answer for each year shown; return the month as the horizon names it, too."""
    from steelyard.study.answer import answer, month_of

    if month is not None and ready is not None:
        month = month_of(ready, month)
    years = (year,) if year is not None else tuple(y.year for y in page.years)
    return month, [answer(casebook, page, y, ready, month) for y in years]


def _made_from(out: Console, answers: Sequence[Answer], *, whole: bool) -> None:
    """Print what the answers were made from: names, or each with its value."""
    figures = [f for a in answers for f in (a.gap, *a.aircraft)]
    out.print("\n[bold]made from[/bold]")
    known: set[tuple[str, str]] = set()
    for figure in figures:
        steps = [s for s in figure.trace if (s.kind, s.id) not in known]
        known |= {(s.kind, s.id) for s in steps}
        if not steps:
            continue
        rests = ", ".join(
            f"{b.replace('_', ' ')} {v:.0%}" for b, v in figure.basis.items()
        )
        out.print(f"{figure.label}: {figure.formula} (rests on {rests})", markup=False)
        if whole:
            for step in steps:
                says = f": {step.says}" if step.says else ""
                out.print(f"  {step.kind} {step.id}{says}", markup=False)
            continue
        by_kind: dict[str, list[str]] = {}
        for step in steps:
            by_kind.setdefault(step.kind, []).append(step.id)
        for kind, ids in by_kind.items():
            out.print(f"  {kind}: {', '.join(ids)}", markup=False)
    if not whole:
        out.print(
            "each thing is named once; --trace lists it with its value and basis",
            markup=False,
        )


def _forces(out: Console, ready: CourseReadiness, month: str | None) -> None:
    """Print aircraft of a month, time at home, and starts elsewhere."""
    out.print("\n[bold]readiness[/bold]")
    for item in ready.aircraft:
        lowest = min(item.months, key=lambda m: m.margin[1])
        shown = next((m for m in item.months if m.month == month), lowest)
        low, middle, high = shown.margin
        out.print(
            f"{item.title}, {shown.month}: {shown.taken[1]:.1f} at work on the course, "
            f"{middle:.0f} fit and without a task ({low:.0f} to {high:.0f})",
            markup=False,
        )
    for unit in ready.units:
        out.print(
            f"{unit.title}: {unit.peak[1]:.1f} at the peak of {unit.free[1]:.1f} free; "
            f"short of time at home in {unit.breach:.0%} of futures",
            markup=False,
        )
    for series in ready.starts:
        i = max(range(len(series.days)), key=lambda k: series.added[k])
        if series.added[i] > 0:
            out.print(
                f"if {series.contingency} started on {series.days[i]}: "
                f"{series.title} short in more units in {series.added[i]:.0%} of "
                f"futures, {series.delay[i][1]:.0f} days late "
                f"({series.delay[i][0]:.0f} to {series.delay[i][2]:.0f})",
                markup=False,
            )
    share = ready.civil_share
    if share.value is not None:
        out.print(f"civil agencies or contractors could do {share.value:.0%}")


def _open(case: str, futures: int, seed: int) -> tuple[Casebook, int, int]:
    """Open a casebook, or the one of a run with the run's futures and seed."""
    from steelyard.study.store import open_run

    path = Path(case)
    if (path / "run.json").is_file():
        manifest = open_run(path).manifest
        held = open_case((path / "casebook").as_posix())
        return held, int(manifest["futures"]), int(manifest["seed"])
    return open_case(case), futures, seed


def _show(
    out: Console, casebook: Casebook, page: CourseAccount, year: int | None
) -> None:
    out.print(f"[bold]{page.course}[/bold]: {casebook.courses[page.course].title}")
    known = f", as known on {page.as_of}" if page.as_of else ""
    made = f", with {', '.join(page.options)}" if page.options else ""
    out.print(f"{page.futures:,} futures{known}{made}; dollars of each year")
    for item in page.years:
        if year in {None, item.year}:
            _year(out, casebook, page, item)
    _rules(out, page)
    _estimate(out, page)
    _ways(out, page)


def _year(
    out: Console, casebook: Casebook, page: CourseAccount, item: YearPage
) -> None:
    from rich.table import Table

    from steelyard.money.cents import usd
    from steelyard.study.account import WHY

    books = item.statement
    table = Table(box=None, pad_edge=False)
    table.add_column(f"FY{item.year}", overflow="fold")
    table.add_column("USD", justify="right", no_wrap=True)
    table.add_column("authority", overflow="fold", ratio=1)
    accounts = casebook.budget.accounts if casebook.budget else {}
    for id_, cents in sorted(books.paid.items(), key=lambda x: -x[1]):
        table.add_row(accounts[id_].title, usd(cents), accounts[id_].authority)
    for reason, dollars in item.reasons.items():
        owing = {_payer(casebook, x.payer) for x in books.lines if x.why == reason}
        text = f"{WHY[reason]} ({', '.join(sorted(owing))})"
        table.add_row("[bold]unfunded[/]", usd(round(dollars * 100)), text)
    table.add_row("[bold]cost[/]", usd(books.cost), "")
    out.print(table)
    band = item.gap.band
    assert band is not None
    out.print(
        f"unfunded at the {page.percentile:g}th percentile: USD {usd(books.gap)}; "
        f"two thirds of futures {band.low / 1e6:,.0f} to {band.high / 1e6:,.0f} million"
    )
    out.print()


def _payer(casebook: Casebook, id_: str) -> str:
    known = casebook.budget.payers if casebook.budget else {}
    return known[id_].title if id_ in known else id_


def _rules(out: Console, page: CourseAccount) -> None:
    from rich.markup import escape

    style = {"breached": "red", "depends": "yellow"}
    for rule in page.rules:
        if rule.verdict not in style:
            continue
        amount = f"; USD {rule.amount / 1e6:,.0f} million" if rule.amount else ""
        out.print(
            f"[{style[rule.verdict]}]{rule.verdict}[/] {rule.rule} "
            f"({escape('; '.join(rule.cites))}): {escape(rule.says)}; "
            f"{rule.share:.0%} of futures{amount}"
        )


def _estimate(out: Console, page: CourseAccount) -> None:
    curve, second = page.curve, page.second
    levels = dict(zip(curve.levels, curve.values, strict=True))
    text = ", ".join(f"{p}% {levels[p] / 1e6:,.0f}" for p in (20, 50, 70, 80, 95))
    out.print(f"cost in million base-year USD by confidence: {text}")
    out.print(
        f"point estimate {curve.point / 1e6:,.0f}, at the {curve.confidence:.0%} level"
    )
    if second.difference is not None:
        out.print(
            f"second estimate by analogy: {second.difference:+.0%}, over "
            f"{second.covered:.0%} of the cost ({', '.join(second.analogies)})"
        )
    for test in page.tests:
        error = "not predicted" if test.error is None else f"{test.error:+.0%}"
        bound = "" if test.bound == "exact" else f" ({test.bound.replace('_', ' ')})"
        out.print(f"back-test {test.operation}{bound}: {error}", markup=False)


def _ways(out: Console, page: CourseAccount) -> None:
    for way in page.ways:
        (bought,) = way.buys
        out.print(
            f"\n{way.option}: {way.title}; moves USD {way.moved[1] / 1e6:,.0f} million "
            f"({way.moved[0] / 1e6:,.0f} to {way.moved[2] / 1e6:,.0f})",
            markup=False,
        )
        out.print(
            f"  unfunded {bought.gap_before / 1e6:,.0f} -> "
            f"{bought.gap_after / 1e6:,.0f} million; fully funded in "
            f"{bought.funded_before:.0%} -> {bought.funded_after:.0%} of futures; "
            f"{bought.unspent / 1e6:,.0f} million find no use here",
            markup=False,
        )
        if bought.paid_back:
            paid = f"{bought.paid_back / 1e6:,.0f}"
            out.print(f"  other agencies pay back {paid} million", markup=False)
        for cut in way.takes:
            out.print(
                f"  takes {cut.middle:.1f} {cut.title} "
                f"({cut.low:.1f} to {cut.high:.1f})",
                markup=False,
            )
        if way.needs:
            cites = "; ".join(way.cites)
            out.print(f"  needs {'; '.join(way.needs)} ({cites})", markup=False)
