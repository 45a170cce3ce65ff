"""`steelyard plan`: what a course would take, with proven bounds."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import (
    Case,
    Json,
    Seed,
    bad_input,
    console,
    open_case,
    print_json,
)

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.casebook.model import Casebook
    from steelyard.plan import Plan

LOOP = "loop"
"""The part that `steelyard.study` makes: movement and people in turn."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("plan")(plan_command)


def plan_command(
    case: Case,
    *,
    course: Annotated[str, typer.Option("--course", help="Course of action.")],
    part: Annotated[
        str | None,
        typer.Option(
            "--part",
            help="movement, sites or forces; else all three. loop: plan the movement "
            "and simulate it in turn until people leave when due.",
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option("--seconds", help="Time for each part; else a fixed effort."),
    ] = None,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Say what a course would take, what breaks first, and how good the plan is."""
    from steelyard.plan import plan

    with bad_input():
        casebook = open_case(case)
        with console(stderr=True).status("planning"):  # shown in a terminal only
            if part == LOOP:
                found = _loop(casebook, course, seed, seconds)
            else:
                found = plan(casebook, course, part, seed=seed, seconds=seconds)  # type: ignore[arg-type]
    data = found.as_json()
    if as_json:
        print_json(data)
    else:
        _show(console(), found)
    if any(p.as_json().get("infeasible") for p in found.parts.values()):
        raise typer.Exit(1)


def _loop(casebook: Casebook, course: str, seed: int, seconds: float | None) -> Plan:
    """Return the rounds of planning and simulating as a plan of one part."""
    from steelyard.plan.plan import Plan, check_asked
    from steelyard.study.loop import close_loop

    check_asked(casebook, course, seconds)
    found = close_loop(casebook, course, seed=seed, seconds=seconds)
    why = "no plan of this course feeds a link of the casebook's network"
    parts = {} if found is None else {LOOP: found}
    return Plan(casebook.id, course, parts, {LOOP: why} if found is None else {})


def _show(out: Console, found: Plan) -> None:
    """Print each part by its own module, `steelyard.cli.plan_PART`."""
    for part, item in found.parts.items():
        data = item.as_json()
        out.print(f"[bold]{part}[/bold]")
        module = f"steelyard.cli.plan_{part}"
        if find_spec(module) is not None:
            importlib.import_module(module).show(out, data)
            continue
        for key in ("objective", "bound", "gap", "seconds"):
            out.print(f"  {key}: {data.get(key)}", markup=False)
    for part, why in found.not_evaluated.items():
        out.print(f"{part}: not evaluated: {why}", markup=False)
