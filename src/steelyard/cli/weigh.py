"""`steelyard weigh`: trade-offs, regret, where courses fail, what matters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import (
    DEFAULT_RUNS,
    Json,
    RunName,
    Runs,
    bad_input,
    console,
    print_json,
)

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.weigh.examine import Examination
    from steelyard.weigh.examine.weights import Standing


RANKED = {
    "laplace": "rank: mean",
    "maximin": "worst",
    "maximax": "best",
    "percentile_regret": "90 % regret",
    "satisficing": "meets threshold",
}
"""Metrics whose ranks are shown, with their heads."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("weigh")(weigh_command)


def weigh_command(
    run: RunName,
    measure: Annotated[
        str | None,
        typer.Option("--measure", help="Measure to give detail on; the first if none."),
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights",
            help="File of stakeholders' weights, in place of the casebook's; "
            "`steelyard experts weights` writes a form.",
        ),
    ] = None,
    runs: Runs = DEFAULT_RUNS,
    as_json: Json = False,
) -> None:
    """Weigh the courses of a finished run, under several metrics and no single one."""
    from steelyard.study.store import StoreError

    with bad_input():
        try:
            found = _examine(run, measure, runs, weights)
        except StoreError as error:
            raise ValueError(str(error)) from None
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    out = console()
    for show in (_levels, _robustness, _failures, _matters, _learning, _weights):
        show(out, found)


def _examine(
    run: str, measure: str | None, runs: Runs, weights: Path | None
) -> Examination:
    from steelyard.casebook.reader import open_casebook
    from steelyard.study.store import StoreError, find_run
    from steelyard.weigh.examine import examine
    from steelyard.weigh.exhibit import barred_by
    from steelyard.weigh.results import read_results
    from steelyard.weigh.values.stated import read_weights

    store = find_run(run, runs)
    if not store.finished:
        raise StoreError(f"run {store.id} is not finished; `steelyard assess` goes on")
    casebook = open_casebook(store.path / "casebook")
    barred = barred_by(read_results(store).breaches)
    said = read_weights(weights, casebook) if weights else None
    return examine(casebook, store, measure=measure, barred=barred, stakeholders=said)


def _say(out: Console, text: str, style: str = "") -> None:
    out.print(text, markup=False, style=style)


def _levels(out: Console, found: Examination) -> None:
    from rich.table import Table

    _say(out, f"{found.run}: {found.futures:,} futures", "bold")
    for line in found.caution:
        _say(out, f"! {line}")
    _say(out, "\nTrade-offs: median over futures (middle two thirds)", "bold")
    shown = list(found.measures)[:7]
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    table.add_column("course", no_wrap=True)
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("two thirds", justify="right", no_wrap=True)
    table.add_column("meets", justify="right")
    for id_ in shown:
        info = found.measures[id_]
        name = f"{info.title} ({info.unit}, {info.direction.replace('_', ' ')})"
        for course, row in found.levels.items():
            level = row.get(id_)
            if level is None:
                table.add_row(name, course, "failed", "", "")
            else:
                meets = "" if level.meets is None else f"{100 * level.meets:.0f} %"
                band = f"{number(level.low)} to {number(level.high)}"
                table.add_row(name, course, number(level.middle), band, meets)
            name = ""
    out.print(table)
    if found.dominated:
        _say(
            out,
            "\nIn every future no better on any measure evaluated, and worse on some:",
        )
    for item in found.dominated:
        more = f" and {len(item.by) - 3} more" if len(item.by) > 3 else ""
        _say(out, f"  {item.course}, than {', '.join(item.by[:3])}{more}")


def _robustness(out: Console, found: Examination) -> None:
    from rich.table import Table

    if found.lead is None:
        return
    info, part = found.measures[found.lead], found.robustness[found.lead]
    _say(out, f"\nRegret and robustness: {info.title} ({info.unit})", "bold")
    table = Table(box=None, pad_edge=False)
    table.add_column("course", no_wrap=True)
    for name in ("regret: mean", "90th pct.", "largest"):
        table.add_column(name, justify="right", no_wrap=True)
    ranked = [m for m in RANKED if m in part.metrics]
    for metric in ranked:
        table.add_column(RANKED[metric], justify="right")
    for course, regret in part.regret.items():
        readings = part.courses[course]
        table.add_row(
            course,
            number(regret.mean),
            number(regret.p90),
            number(regret.largest),
            *(f"{readings[m].rank:g}" for m in ranked),
        )
    out.print(table)
    agreed = "Metrics agree on which comes first, and no course moves by two ranks."
    for line in part.disagreement or (agreed,):
        _say(out, line)


def _failures(out: Console, found: Examination) -> None:
    if not found.failures:
        return
    _say(out, "\nWhere it fails", "bold")
    for course, failure in found.failures.items():
        least = min((b.stability for b in failure.bounds), default=0.0)
        check = "agrees" if failure.agrees else "finds other conditions"
        _say(out, f"{course}: {failure.says}")
        _say(
            out,
            f"  found again in {100 * least:.0f} % of half samples or more; a "
            f"classification tree {check}",
            "dim",
        )


def _matters(out: Console, found: Examination) -> None:
    from rich.table import Table

    if not found.matters:
        return
    _say(out, "\nWhat matters: difference from doing nothing, by input", "bold")
    table = Table(box=None, pad_edge=False)
    table.add_column("course", no_wrap=True)
    table.add_column("input")
    table.add_column("if low", justify="right", no_wrap=True)
    table.add_column("if high", justify="right", no_wrap=True)
    table.add_column("PAWN (95 %)", justify="right", no_wrap=True)
    for course, part in found.matters.items():
        name = course
        for bar in [b for b in part.inputs if b.sure][:3]:
            table.add_row(
                name,
                bar.phrase,
                number(bar.low),
                number(bar.high),
                f"{bar.pawn:.2f} ({bar.pawn_low:.2f} to {bar.pawn_high:.2f})",
            )
            name = ""
    out.print(table)


def _learning(out: Console, found: Examination) -> None:
    from steelyard.weigh.examine.words import amount

    part = found.information
    if part is None:
        return
    _say(out, "\nWhat to find out first", "bold")
    _say(
        out,
        f"For the choice of the best mean on {found.measures[part.measure].title} "
        f"among {len(part.courses)} courses that act and are not barred:",
    )
    unit = found.measures[part.measure].unit
    for item in (part.everything, *part.inputs[:3]):
        if not item.above_chance:
            continue
        low, high = item.range
        _say(
            out,
            f"{item.says} ({100 * low:.0f} to {100 * high:.0f} % with futures "
            f"weighted otherwise); worth {amount(item.gain, unit)} on the mean.",
        )
    if not any(item.above_chance for item in part.inputs):
        _say(out, "No single input would change it more than chance.")


def _weights(out: Console, found: Examination) -> None:
    part = found.weights
    if part is None:
        _say(out, "\nWeights: fewer than two measures can be weighed", "bold")
        return
    _say(out, "\nWeights: share of weights and futures with each rank", "bold")
    if any(s.from_results for s in part.swings.values()):
        _say(out, "! Ranges were read off these results: for exploring only.")
    _say(out, "Over all weights, as if nobody had stated any:")
    _standings(out, part.courses)
    for voice in part.voices.values():
        _say(out, f"\n{voice.title}: {' '.join(voice.stated)}", "bold")
        if not voice.courses:
            _say(out, "No weights fit all of this.")
            continue
        if voice.unheard:
            _say(out, f"Not weighed in this run: {', '.join(voice.unheard)}.")
        _standings(out, voice.courses)
    for course in part.set_apart:
        _say(out, f"{course}: set apart, {'; '.join(found.barred[course])}")


def _standings(out: Console, courses: dict[str, Standing]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("course", no_wrap=True)
    for name in ("first", "top three"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("weights nearest to even that put it first")
    for course, standing in courses.items():
        if standing.shortfall > 0:
            believe = f"none; {100 * standing.shortfall:.1f} % of the range short"
        else:
            believe = _apart_from_even(standing.believe)
        table.add_row(
            course,
            f"{100 * standing.ranks[0]:.0f} %",
            f"{100 * sum(standing.ranks[:3]):.0f} %",
            believe,
        )
    out.print(table)


def _apart_from_even(weights: dict[str, float]) -> str:
    """Name the weights that differ from even ones by more than a hundredth."""
    even = 1 / len(weights)
    odd = {m: w for m, w in weights.items() if abs(w - even) > 0.01}
    if not odd:
        return f"even, {even:.2f} each"
    held = sorted(odd.items(), key=lambda item: -item[1])
    rest = f"; others {even:.2f}" if len(odd) < len(weights) else ""
    return ", ".join(f"{m} {w:.2f}" for m, w in held) + rest


def number(value: float) -> str:
    """Write a number so that its size is seen at once."""
    for limit, word in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= limit:
            return (
                f"{value / limit:,.3g} {word}" if abs(value) < 1e12 else f"{value:.3g}"
            )
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3g}"
