"""What paths of the ladder call for, and what does not take place along them."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.figure import Figure
from steelyard.tell.material import Material
from steelyard.tell.show import band_text, figure_text, is_money, percent
from steelyard.weigh.answers import called_figures, loss_figures

CALLED = ("called.cost", "called.gap", "called.days", "called.hours")


def answers(m: Material) -> list[dict[str, Any]]:
    """Return by course what its paths call for beyond the status quo's.

    Returns
    -------
    Courses in the order of the run; a course whose moves are the status quo calls for
    nothing by definition and is left out.
    """
    out = []
    for id_ in m.courses:
        table = m.run.table(id_)
        if "called.cost" not in table.column_names:
            continue
        called = called_figures(m.casebook, id_, table)
        share = (table.column("called.cost").to_numpy() > 0).mean()
        held = {f.id.partition(f"{id_}.")[2]: f for f in called}
        out.append(
            {
                "title": m.title(id_),
                "share": percent(float(share)),
                "cells": [
                    _cell(m, id_, held[c]) if c in held else None for c in CALLED
                ],
                "losses": [
                    (f.label, *_cell(m, id_, f))
                    for f in loss_figures(m.casebook, id_, table)
                ],
            }
        )
    return out


def _cell(m: Material, course: str, figure: Figure) -> tuple[Any, str]:
    """Return a figure to press and its band."""
    label = f"{m.title(course)}: {figure.label}"
    pure = figure if is_money(figure.unit) else figure.model_copy(update={"unit": ""})
    text = figure_text(pure)
    band = band_text(pure)
    if figure.band is not None and figure.band.low == figure.band.high:
        band = f"{band} to {band}"
    return m.notes.button(figure, text, label=label), band
