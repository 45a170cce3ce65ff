"""`steelyard check`: read and cross-check everything."""

from __future__ import annotations

import typer

from steelyard.cli.common import Case, Json, bad_input, console, open_case, print_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(case: Case, as_json: Json = False) -> None:
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
        print_json({"casebook": casebook.id, "digest": casebook.digest, **counts})
        return
    out = console()
    out.print(f"[bold]{casebook.front.title}[/bold]", markup=True)
    out.print(", ".join(f"{n:,} {name}" for name, n in counts.items()))
    out.print("no problems found")
