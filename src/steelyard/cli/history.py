"""`steelyard history`: back-tests of models against what happened."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import Json, bad_input, console, open_case, print_json

if TYPE_CHECKING:
    from steelyard.stress.people.history import Outcome
    from steelyard.stress.scores import Score


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("history")(history_command)


def history_command(
    case: Annotated[
        list[str] | None,
        typer.Argument(
            help="A casebook, a kind (arrivals, drugs, border, people, network, "
            "sites) or a case of history.yaml; everything that is shipped if none."
        ),
    ] = None,
    casebook: Annotated[
        str | None,
        typer.Option(
            "--casebook", help="Folder or shipped casebook; all shipped if none."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Hold the models against what happened, beside simple rules."""
    with bad_input():
        found, outcomes = _judge(case or [], casebook)
    if as_json:
        cases = [score.as_json() for score in found]
        cases += [s.as_json() for outcome in outcomes for s in outcome.scores]
        print_json({"cases": cases, "outcomes": [_plain(o) for o in outcomes]})
        return
    if outcomes:
        _pictures(outcomes)
    _table(found + [s for outcome in outcomes for s in outcome.scores])


def _plain(outcome: Outcome) -> dict[str, object]:
    return {**asdict(outcome), "lifts": [lift.as_json() for lift in outcome.lifts]}


def _judge(names: list[str], casebook: str | None) -> tuple[list[Score], list[Outcome]]:
    """Sort what is asked for into casebooks, kinds and cases, and judge it."""
    from steelyard.casebook.reader import shipped
    from steelyard.stress.history import CASES, chosen, scores
    from steelyard.stress.people.history import outcomes

    books = [
        n for n in names if n not in CASES and (n in shipped() or Path(n).is_dir())
    ]
    rest = [n for n in names if n not in books]
    if casebook is not None:
        books.append(casebook)
    opened = [open_case(name) for name in dict.fromkeys(books or sorted(shipped()))]
    known = [
        c.id for book in opened for c in (book.history.cases if book.history else ())
    ]
    single = set(known) & set(rest)
    kinds = chosen([n for n in rest if n not in single], (*known, *shipped()))
    if single and single == set(rest):
        kinds = ()
    found: list[Score] = []
    told: list[Outcome] = []
    for book in opened:
        for kind in kinds:
            if kind != "people":
                found.extend(scores(book, kind))
        if "people" in kinds or single:
            told.extend(outcomes(book, None if "people" in kinds else single))
    return found, told


def _pictures(outcomes: list[Outcome]) -> None:
    from steelyard.cli.history_lift import lifts
    from steelyard.cli.history_plot import plot
    from steelyard.stress.people.history.outcome import iso

    out = console()
    for outcome in outcomes:
        begin, end = outcome.window
        out.print(f"\n[bold]{outcome.title}[/]  [dim]known: {begin} to {end}[/]")
        if outcome.picture:
            for line in plot(outcome.picture):
                out.print(line, markup=False)
            out.print(
                "[dim]○ known  ● came  ─ told  ░ where four in five should lie[/]"
            )
        if outcome.lifts:
            lifts(outcome, out)
        for row in outcome.rows if not outcome.lifts else ():
            values = (row.told, row.low, row.high, row.came)
            if row.unit == "date":
                told, low, high, came = (iso(v) for v in values)
            else:
                told, low, high, came = (f"{v:,.0f}" for v in values)
                came = f"{came} {row.unit}"
            mark = "" if row.held else "  [yellow]outside[/]"
            out.print(f"  {row.says}: {told} ({low} to {high}); came {came}{mark}")
        for bar in outcome.bars:
            met = "[green]met[/]" if bar.met else "[yellow]missed[/]"
            error, below = _short(bar.error), _short(bar.below)
            out.print(f"  bar for {bar.id}: {error} below {below}: {met}. {bar.says}")
        for note in outcome.notes:
            out.print(f"  [dim]{note}[/]")
    out.print()


def _table(found: list[Score]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("case", no_wrap=True)
    for name in ("error", "best rule", "its error", "t", "in 80 % band"):
        table.add_column(name, justify="right")
    for score in found:
        held = "" if score.coverage80 is None else f"{score.coverage80:.0%}"
        style = "green" if score.beats else "yellow"
        rule = score.best_baseline
        table.add_row(
            score.id,
            f"[{style}]{_short(score.error)}[/]",
            rule,
            _short(score.baselines[rule]),
            "" if score.margin_t is None else f"{score.margin_t:.1f}",
            held,
        )
    out = console()
    out.print(table)
    for measure in dict.fromkeys(score.measure.split(",")[0] for score in found):
        out.print(f"[dim]error: {measure}[/]")
    out.print("[dim]t: margin over the best rule in standard errors of it[/]")
    won = sum(score.beats for score in found)
    out.print(f"\n{won} of {len(found)} below the error of every rule")
    for note in dict.fromkeys(score.note for score in found if score.note):
        out.print(f"[dim]{note}[/]")


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
