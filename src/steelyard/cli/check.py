"""`steelyard check`: read and cross-check everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from steelyard.cli.common import Case, Json, bad_input, console, open_case, print_json

if TYPE_CHECKING:
    from steelyard.casebook.model import Casebook
    from steelyard.weigh.levers import LeverReport


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    case: Case,
    *,
    levers: Annotated[
        bool,
        typer.Option("--levers", help="Also say which quantities move no outcome."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Read a casebook, cross-check it and run every check of its claims."""
    from steelyard.audit import audit
    from steelyard.casebook.problems import CasebookError
    from steelyard.law import check_casebook

    with bad_input():
        casebook = open_case(case)
        wrong = check_casebook(casebook)
        if wrong:
            raise CasebookError(wrong)
        found = audit(casebook)
        moved = _levers(casebook) if levers else None
    counts = {
        "sources": len(casebook.sources),
        "tables": len(casebook.tables),
        "rows": sum(t.arrow.num_rows for t in casebook.tables.values()),
        "claims": len(casebook.claims),
        "checks": found.counts()["by_sql"],
        "quantities": len(casebook.quantities),
        "actions": len(casebook.actions),
        "courses": len(casebook.courses),
        "rules": len(casebook.law.rules) if casebook.law else 0,
    }
    if as_json:
        data = {"casebook": casebook.id, "digest": casebook.digest, **counts}
        if moved is not None:
            data["levers"] = {"moved": moved.moved, "idle": list(moved.idle)}
        print_json(data)
        return
    out = console()
    out.print(f"[bold]{casebook.front.title}[/bold]", markup=True)
    out.print(", ".join(f"{n:,} {name}" for name, n in counts.items()))
    out.print("no problems found")
    if moved is not None:
        _show(moved, casebook)


def _levers(casebook: Casebook) -> LeverReport:
    from steelyard.weigh.levers import levers

    return levers(casebook)


def _show(moved: LeverReport, casebook: Casebook) -> None:
    """Say how many quantities move something, and name those that do not."""
    out = console()
    count = len(moved.moved)
    out.print(f"{count:,} uncertain quantities move an outcome of some course")
    if not moved.idle:
        return
    out.print(f"{len(moved.idle):,} move none:")
    for name in moved.idle:
        q = casebook.quantities.get(name)
        out.print(f"  {name}: {q.says if q else ''}", markup=False, highlight=False)
