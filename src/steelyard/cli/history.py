"""`steelyard history`: back-tests of models against what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import Json, bad_input, console, open_case, print_json

if TYPE_CHECKING:
    from steelyard.stress.scores import Score


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("history")(history_command)


def history_command(
    case: Annotated[
        list[str] | None,
        typer.Argument(help="Case, e.g. arrivals or drugs; all if none."),
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
    from steelyard.casebook.reader import shipped
    from steelyard.stress.history import chosen, scores

    found: list[Score] = []
    with bad_input():
        wanted = chosen(case or [])
        for name in [casebook] if casebook else sorted(shipped()):
            opened = open_case(name)
            for id_ in wanted:
                found.extend(scores(opened, id_))
    if as_json:
        print_json({"cases": [score.as_json() for score in found]})
    else:
        _table(found)


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
