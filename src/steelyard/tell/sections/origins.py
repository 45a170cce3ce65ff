"""Where weighed figures come from: one trace for each measure, opened by its cells."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.casebook.figure import Figure
from steelyard.tell.material import Material
from steelyard.tell.sections.weighed import Weighed
from steelyard.tell.show import counted, listing

FROM = {
    "measured": "measured",
    "planning_factor": "from planning",
    "elicited": "from experts",
    "assumed": "assumed",
}


class Traces:
    """Buttons that open the trace of a measure.

    A cell of the heat table, of regret, and the head of a column share one trace: what
    gives the measure, what it rests on, and what moves it under each course.
    """

    def __init__(self, m: Material, w: Weighed) -> None:
        self._m, self._w = m, w

    def cell(self, measure: str, text: str) -> Markup:
        """Return a cell's text as a button; plain where the run kept no origin."""
        if measure not in self._w.found.origins:
            return Markup("{}").format(text)
        number = self._number(measure)
        return Markup(
            '<span class="fig"><button popovertarget="t{}">{}</button></span>'
        ).format(number, text)

    def head(self, measure: str) -> Markup:
        """Return a column's title as a button, with the number of its note in print."""
        title = self._w.title(measure)
        if measure not in self._w.found.origins:
            return Markup("{}").format(title)
        self._number(measure)
        return self._m.notes.button(self._figure(measure), title)

    def _figure(self, measure: str) -> Figure:
        info = self._w.found.measures[measure]
        id_, title, unit = f"weigh.{measure}", info.title, info.unit
        return Figure(id=id_, label=title, value=None, unit=unit, basis={})

    def _number(self, measure: str) -> int:
        figure = self._figure(measure)
        known = self._m.notes.found.get(figure.id)
        if known is not None:
            return known.number
        return self._m.notes.told(figure, self._body(measure))

    def _body(self, measure: str) -> Markup:
        m, w = self._m, self._w
        origin = w.found.origins[measure]
        held = [f"{n} {FROM[b]}" for b, n in origin.numbers.items()]
        total = sum(origin.numbers.values())
        pulls = {c: p for c, p in origin.pulls.items() if p}
        return m.render(
            "origins.html.j2",
            w=w,
            id=measure,
            origin=origin,
            rests=f"{counted(total, 'uncertain number')}: {listing(held)}"
            if held
            else "",
            pulls=pulls,
            swing=m.casebook.measures[measure].swing_says,
        )
