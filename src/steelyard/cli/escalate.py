"""`steelyard escalate`: the ladder, its gates and the game around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

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


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("escalate")(escalate_command)


def escalate_command(
    case: Case,
    course: Annotated[
        list[str] | None, typer.Option("--course", help="Only this one; repeatable.")
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=2, max=100_000, help="Draws of the payoffs.")
    ] = 500,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Say what would follow from each move of the ladder if its payoffs held."""
    from steelyard.stress.escalation.escalate import escalate
    from steelyard.stress.escalation.tables import as_json as plain
    from steelyard.study.futures import sample

    with bad_input():
        casebook = open_case(case)
        values = sample(casebook, draws, seed).draws(casebook.quantities)
        found = escalate(
            casebook, values, seed, course or None, whole=as_json or not course
        )
    data = plain(found)
    if as_json:
        print_json(data)
    else:
        _show(console(), data)


def _show(out: Console, data: dict[str, Any]) -> None:
    for text in data["limits"][:3]:
        out.print(text, markup=False)
    out.print()
    if data["game"]:
        out.print("courses: low-high is the middle two thirds of draws")
        _outcomes(out, data["courses"])
        if data.get("moves"):
            out.print("\neach move kept to in all periods")
            _outcomes(out, data["moves"])
            _believe(out, data["moves"])
            _differ(out, data)
    _gates(out, data["courses"])


def _outcomes(out: Console, rows: list[dict[str, Any]]) -> None:
    """Print a column for each sequence of moves, a row for each outcome."""
    from rich.table import Table

    by: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        moves = tuple(row["sequence"])
        by.setdefault(moves, []).append(row["id"])
        first.setdefault(moves, row)
    table = Table(box=None, pad_edge=False)
    table.add_column("percent, if payoffs held", overflow="fold")
    for moves in by:
        table.add_column(_short(moves), justify="right", overflow="fold")
    for name, outcome in rows[0]["outcomes"].items():
        cells = [_span(first[moves]["outcomes"][name]) for moves in by]
        table.add_row(outcome["title"], *cells)
    gains = [f"{first[moves]['epsilon']['value']:.2f}" for moves in by]
    table.add_row("a player could gain, points", *gains)
    out.print(table)
    for moves, ids in by.items():
        if ids != list(dict.fromkeys(moves)):
            out.print(f"{_short(moves)}: {', '.join(ids)}", markup=False)


def _short(moves: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(moves))


def _span(band: dict[str, float]) -> str:
    return f"{100 * band['low']:.0f}-{100 * band['high']:.0f}"


def _believe(out: Console, moves: list[dict[str, Any]]) -> None:
    out.print("\nwhat would have to be believed for a move to help the climber")
    for move in moves:
        if not move["beliefs"]:
            continue
        share = 100 * move["helps"]["share"]
        out.print(
            f"  {move['title']}: helps in {share:.0f} percent of draws", markup=False
        )
        for belief in move["beliefs"][:2]:
            low, high = 100 * belief["low_share"], 100 * belief["high_share"]
            out.print(
                f"    {belief['quantity']}: {low:.0f} percent where it is lowest, "
                f"{high:.0f} where it is highest; worth {belief['worth']:.2f} points "
                "to know",
                markup=False,
            )
        for item in move["instabilities"]:
            if item["share"] >= 0.25:
                text = f"    {item['title']}, in {100 * item['share']:.0f} percent: "
                out.print(text + item["says"], markup=False)


def _differ(out: Console, data: dict[str, Any]) -> None:
    several = [m for m in data["moves"] if m["solutions"]["several"]]
    for move in several:
        tried = move["solutions"]
        out.print(
            f"\n{move['id']}: {tried['several']} of {tried['draws']} draws have more "
            "than one solution, and one of them is shown",
            markup=False,
        )
    count = len(data["disagreement"])
    total = len(data["moves"]) * (len(data["concepts"][0]["answers"]) - 1)
    out.print(
        f"\nideas of choice expect different answers in {count} of {total} cases",
        markup=False,
    )
    for reading in data["readings"]:
        out.print(f"\nreading: {reading['title']} ({reading['holder']})", markup=False)
        for move in reading["moves"]:
            out.print(f"  {move['id']}: helps in {100 * move['helps']:.0f} percent")


def _gates(out: Console, courses: list[dict[str, Any]]) -> None:
    for course in courses:
        failed: dict[tuple[str, str, str], list[str]] = {}
        for gate in course["gates"]:
            if gate["status"] not in ("met", "open"):
                key = (gate["precondition"], gate["says"], gate["quote"])
                failed.setdefault(key, []).append(gate["rung"])
        if failed:
            out.print(f"\n{course['id']}: rungs climbed without what comes before")
        for (id_, says, quote), rungs in failed.items():
            out.print(f"  {id_} before {', '.join(rungs)}: {says}", markup=False)
            if quote:
                out.print(f"    “{quote}”", markup=False)
