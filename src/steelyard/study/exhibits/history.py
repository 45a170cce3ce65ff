"""The exhibit `history`: what the people-flow models told of past operations."""

from __future__ import annotations

from typing import Any

from steelyard.stress.people.history import Outcome, Picture, outcomes
from steelyard.stress.people.history.outcome import DRAWS, iso
from steelyard.study.exhibits.order import Order

MOST = 120
"""Days of a picture that are kept; more are thinned out."""
KNOWN = 24
"""Counts before the line that are kept."""


def history(order: Order) -> dict[str, Any] | None:
    """Return the back-tests of a casebook, None if it has none.

    They hang on the casebook alone: neither the futures nor the seed of a run enter.
    """
    file = order.casebook.history
    if file is None:
        return None
    tables = {case.id: case.table for case in file.cases}
    told = outcomes(order.casebook)
    return {
        "draws": DRAWS,
        "band": [10, 90],
        "cases": [_case(outcome, tables[outcome.id]) for outcome in told],
    }


def _case(outcome: Outcome, table: str) -> dict[str, Any]:
    trace = {"tables": [table], "model": f"history {outcome.id}"}
    return {
        "id": outcome.id,
        "title": outcome.title,
        "window": list(outcome.window),
        "inputs": [
            {"says": says, "value": value} for says, value in outcome.inputs.items()
        ],
        "scores": [score.as_json() for score in outcome.scores],
        "bars": [
            {
                "id": b.id,
                "error": b.error,
                "below": b.below,
                "met": b.met,
                "says": b.says,
            }
            for b in outcome.bars
        ],
        "values": [
            {
                "says": row.says,
                "value": row.told,
                "band": [row.low, row.high],
                "came": row.came,
                "held": row.held,
                "unit": row.unit,
                "basis": "measured",
                "trace": trace,
            }
            for row in outcome.rows
        ],
        "picture": _picture(outcome.picture) if outcome.picture else None,
        "shown": outcome.shown,
        "lifts": [
            {
                **x.as_json(),
                "unit": "persons/day",
                "trace": {**trace, "quantities": ids},
            }
            for x in outcome.lifts
            for ids in [list(x.quantities)]
        ],
        "notes": [note for note in outcome.notes if note],
        "trace": trace,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    every = max(1, -(-len(picture.days) // MOST))
    keep = slice(None, None, every)
    return {
        "days": [iso(day) for day in picture.days[keep]],
        "low": [round(v, 1) for v in picture.low[keep]],
        "middle": [round(v, 1) for v in picture.middle[keep]],
        "high": [round(v, 1) for v in picture.high[keep]],
        "known": [[iso(day), persons] for day, persons in picture.known[-KNOWN:]],
        "came": [[iso(day), persons] for day, persons in picture.came],
        "until": iso(picture.until),
        "rolling": picture.rolling,
    }
