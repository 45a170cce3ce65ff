"""Charts that the casebook declares, as rows."""

from __future__ import annotations

from typing import Any

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.pictures import Chart
from steelyard.stress.series import read_rows
from steelyard.study.exhibits.threats.band import digits


def charts(casebook: Casebook) -> dict[str, Any]:
    """Return the declared charts with their rows.

    Raises
    ------
    CasebookError
        If a query fails, or a series has nothing to be a multiple of.
    """
    held = casebook.threat.charts if casebook.threat else {}
    if not held:
        return {}
    with Sandbox(casebook.tables) as sandbox:
        return {id_: _chart(casebook, sandbox, id_, c) for id_, c in held.items()}


def _chart(
    casebook: Casebook, sandbox: Sandbox, id_: str, chart: Chart
) -> dict[str, Any]:
    mark = casebook.mark("threat", "threat", "charts", id_, "sql")
    rows = read_rows(sandbox, chart.sql, ("x", "series", "unit", "y"), mark)
    kept = [
        (str(x), str(s), str(u), float(str(y))) for x, s, u, y in rows if y is not None
    ]
    base = {}
    for name in dict.fromkeys(s for _, s, _, _ in kept):
        own = [
            y
            for x, s, _, y in kept
            if s == name and chart.index and x.startswith(chart.index)
        ]
        if chart.index and (not own or sum(own) == 0):
            what = f"the series '{name}' has nothing in {chart.index}"
            raise CasebookError([Problem(mark, what, "choose another `index`")])
        base[name] = sum(own) / len(own) if own else None
    return {
        "title": chart.title,
        "says": chart.says,
        "line": chart.line,
        "index": chart.index,
        "source": list(chart.source),
        "rows": [
            {
                "x": x,
                "series": s,
                "unit": u,
                "y": digits(y),
                "multiple": digits(y / mean) if (mean := base[s]) else None,
            }
            for x, s, u, y in kept
        ],
    }  # fmt: skip
