"""What matters, and what to find out first."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.charts.tornado import Swing, tornado
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.weighed import Weighed, tight, weighed

MOST = 8
"""Bars of each course."""


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None or not w.found.matters or w.found.lead is None:
        return Markup()
    plates = {
        c: plate for c in w.found.matters if (plate := _plate(m, w, c)) is not None
    }
    return m.render(
        "matters.html.j2",
        w=w,
        lead=w.found.lead,
        plates=plates,
        learn=w.found.information,
        tight=tight,
        name=_name,
    )


def _name(says: str) -> str:
    """Return the number that a sentence on learning it is about."""
    return says.removeprefix("Learning ").partition(" would change ")[0]


def _plate(m: Material, w: Weighed, course: str) -> Plate | None:
    found = w.found.matters[course]
    sure = [i for i in found.inputs if i.sure or i.above_chance][:MOST]
    if not sure:
        return None
    bars = [Swing(i.input, i.phrase, i.low, i.high) for i in sure]
    rows = [
        (
            i.phrase,
            w.text(found.measure, i.low),
            w.text(found.measure, i.high),
            f"{i.pawn:.2f} ({i.pawn_low:.2f} to {i.pawn_high:.2f})",
        )
        for i in sure
    ]
    title = m.title(course)
    return m.plates.add(
        f"matters-{course}",
        tornado(bars, w.unit(found.measure)),
        f"{title}: {w.title(found.measure).lower()} above that of doing nothing, on "
        "average over the futures in which a number lies in the lowest and in the "
        "highest sixth of its range.",
        f"Tornado of {title}: one bar a number, widest first.",
        ("number", "if low", "if high", "PAWN index (95 %)"),
        rows,
        drawn=course == next(iter(w.found.matters)),
    )
