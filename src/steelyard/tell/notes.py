"""Traces of figures: each figure is a button that opens how it was made.

The traces stand once, at the end of the page. On screen they are popovers,
opened by mouse or keyboard without any script; in print they are numbered
footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from steelyard.casebook.figure import Figure, Step
from steelyard.tell.show import figure_text


@dataclass
class Note:
    """A figure's trace, with its number."""

    number: int
    figure: Figure
    same_as: int | None
    """Note that already lists the same steps."""
    label: str
    body: Markup | None = None
    """Told instead of the figure's own steps, where one trace serves many cells."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """What the figure was made from."""
        return self.figure.trace


@dataclass
class Notes:
    """All traces of a page, numbered in the order of first use."""

    found: dict[str, Note] = field(default_factory=dict)
    _lists: dict[tuple[Step, ...], int] = field(default_factory=dict)

    def button(self, figure: Figure, text: str = "", label: str = "") -> Markup:
        """Return a figure's value as a button that opens its trace.

        Parameters
        ----------
        figure
            The figure.
        text
            What to show; value and unit if left out.
        label
            Title of the trace; the figure's own label if left out.
        """
        note = self._note(figure, label)
        shown = text or figure_text(figure)
        return Markup(
            '<span class="fig"><button type="button" popovertarget="t{n}" '
            'aria-haspopup="dialog">{text}</button>'
            '<sup class="printonly"><a href="#n{n}">{n}</a></sup></span>'
        ).format(n=note.number, text=escape(shown))

    def told(self, figure: Figure, body: Markup) -> int:
        """Keep a trace told in words of its own; return its number."""
        note = self._note(figure, "")
        note.body = body
        return note.number

    def _note(self, figure: Figure, label: str) -> Note:
        known = self.found.get(figure.id)
        if known is not None:
            return known
        number = len(self.found) + 1
        same = self._lists.get(figure.trace) if len(figure.trace) > 2 else None
        if same is None:
            self._lists[figure.trace] = number
        note = Note(number, figure, same, label or figure.label)
        self.found[figure.id] = note
        return note


PLACES: Mapping[str, str] = {
    "quantity": "q",
    "table": "table",
    "claim": "claim",
    "source": "source",
}
"""Kind of step: start of the id of its row on the page."""


def anchor(kind: str, id_: str) -> str:
    """Return the id of a thing's row on the page."""
    return f"{PLACES[kind]}-{id_}"
