"""`steelyard experts`: forms for experts, their answers pooled, and weights asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import (
    Case,
    Json,
    bad_input,
    console,
    open_case,
    print_json,
)

if TYPE_CHECKING:
    from steelyard.casebook.model import Casebook
    from steelyard.casebook.schema.experts import ExpertsFile
    from steelyard.weigh.experts.pooled import Panel

Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="File to write; shown if left out.")
]
Seeds = Annotated[
    Path | None,
    typer.Option(
        "--seeds",
        help="Questions with known answers: id, question, unit, answer, source.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="Ask experts (IDEA protocol), pool their answers, ask for weights.",
        no_args_is_help=True,
    )
    group.command("form")(form_command)
    group.command("pool")(pool_command)
    group.command("weights")(weights_command)
    app.add_typer(group, name="experts")


def form_command(
    case: Case,
    *,
    quantity: Annotated[
        list[str] | None,
        typer.Option(
            "--quantity",
            help="Ask for this quantity; repeatable. All that is "
            "elicited or assumed if none.",
        ),
    ] = None,
    seeds: Seeds = None,
    after: Annotated[
        list[Path] | None,
        typer.Option(
            "--after", help="Filled form of round 1; repeatable. Writes round 2."
        ),
    ] = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Write the form that experts fill in, as CSV."""
    from steelyard.weigh.experts.answers import read_answers, without_names
    from steelyard.weigh.experts.forms import form, read_seeds

    with bad_input():
        casebook = open_case(case)
        known = read_seeds(seeds, casebook) if seeds else {}
        others, asked = None, quantity
        if after:
            others = without_names(read_answers(after, casebook, known))
            asked = quantity or list(others)
        text = form(casebook, asked, {} if after else known, others)
        _write(out, text)
    _tell(out, text, as_json, questions=text.count("\n") - 1)


def weights_command(case: Case, *, out: Out = None, as_json: Json = False) -> None:
    """Write the form on weights: swing questions by the range shown."""
    from steelyard.weigh.values.stated import form, swings

    with bad_input():
        casebook = open_case(case)
        text = form(casebook)
        _write(out, text)
    _tell(out, text, as_json, questions=len(swings(casebook)))


def pool_command(
    case: Case,
    forms: Annotated[
        list[Path] | None,
        typer.Argument(help="Filled forms; the casebook's own judgements if none."),
    ] = None,
    *,
    seeds: Seeds = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write pooled quantities as YAML."),
    ] = None,
    new: Annotated[
        Path | None,
        typer.Option("--new", help="Write a new casebook with them; never over one."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Pool experts' answers: equal weights, or Cooke's where there are seeds."""
    from steelyard.weigh.experts.pooled import panel
    from steelyard.weigh.experts.version import as_yaml, new_version, panel_id

    with bad_input():
        casebook = open_case(case)
        file, late = _judgements(casebook, forms or [], seeds)
        found = panel(casebook, file)
        when = max(j.when for j in file.judgements)
        changed: list[str] = []
        if out:
            _write(out, as_yaml(casebook, found, panel_id(casebook, when)))
        if new:
            changed = new_version(casebook, found, file, new, when)
    if as_json:
        data = found.model_dump(mode="json") | {
            "first_round_only": late,
            "out": out.as_posix() if out else None,
            "new": new.as_posix() if new else None,
            "changed": changed,
        }
        print_json(data)
        return
    _show(found, late)
    told = console()
    for path in (out, new):
        if path:
            told.print(path.as_posix(), markup=False)
    if changed:
        told.print(f"  differs in {', '.join(changed)}", markup=False)


def _judgements(
    casebook: Casebook, forms: list[Path], seeds: Path | None
) -> tuple[ExpertsFile, int]:
    """Return the judgements to pool, and how many stand at round 1 only."""
    from steelyard.weigh.experts.answers import as_file, last_round, read_answers
    from steelyard.weigh.experts.forms import read_seeds

    if not forms:
        if casebook.experts is None or not casebook.experts.judgements:
            raise ValueError("the casebook has no judgements; give filled forms")
        return casebook.experts, 0
    known = read_seeds(seeds, casebook) if seeds else {}
    latest = last_round(read_answers(forms, casebook, known))
    late = sum(a.round == 1 and a.judgement.seed_answer is None for a in latest)
    return as_file(latest), late


def _write(path: Path | None, text: str) -> None:
    from steelyard.casebook.problems import CasebookError, Mark, Problem

    if path is None:
        return
    mark = Mark(path.as_posix())
    if path.exists():
        raise CasebookError([Problem(mark, "is there already", "name a new file")])
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        what = f"cannot be written ({(error.strerror or 'error').lower()})"
        raise CasebookError([Problem(mark, what)]) from None


def _tell(out: Path | None, text: str, as_json: bool, *, questions: int) -> None:
    if as_json:
        where = out.as_posix() if out else None
        print_json({"file": where, "questions": questions, "text": text})
    elif out:
        told = f"{questions} questions in {out.as_posix()}"
        console().print(told, markup=False)
    else:
        typer.echo(text, nl=False)


def _show(found: Panel, late: int) -> None:
    from rich.table import Table

    from steelyard.cli.weigh import number

    out = console()
    out.print(found.said, markup=False)
    if late:
        out.print(f"{late} answers stand at round 1: no round 2 was given.")
    if found.scores:
        table = Table(box=None, pad_edge=False)
        table.add_column("expert", no_wrap=True)
        for name in ("calibration", "information", "weight"):
            table.add_column(name, justify="right", no_wrap=True)
        for expert, s in found.scores.items():
            row = f"{s.calibration:.2g}", f"{s.information:.2f}", f"{s.weight:.2f}"
            table.add_row(expert, *row)
        out.print(table)
    table = Table(box=None, pad_edge=False)
    table.add_column("quantity", no_wrap=True)
    table.add_column("who", no_wrap=True)
    for name in ("5 %", "50 %", "95 %"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("unit")
    for id_, p in found.quantities.items():
        ends = (number(v) for v in (p.low, p.middle, p.high))
        table.add_row(id_, f"pool, {p.how} weights", *ends, p.unit)
        for own in p.experts:
            ends = (number(v) for v in (own.low, own.middle, own.high))
            table.add_row("", f"{own.expert} ({own.weight:.2f})", *ends, "")
        now = (number(v) for v in p.now)
        table.add_row("", f"casebook, {p.basis.replace('_', ' ')}", *now, "")
        if p.cut:
            table.add_row("", "cut at what it can be", "", "", "", "")
    out.print(table)
