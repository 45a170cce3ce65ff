"""Figures that open their trace."""

from __future__ import annotations

import pytest

from steelyard.casebook.figure import Figure, Step
from steelyard.tell.notes import Notes, anchor

STEPS = tuple(Step(kind="quantity", id=name) for name in "abc")


def figure(id_: str, trace: tuple[Step, ...] = STEPS) -> Figure:
    """Return a figure."""
    return Figure(id=id_, label=f"Figure {id_}", value=2, unit="person", trace=trace)


def test_one_note_for_a_figure_shown_twice() -> None:
    """A figure that stands in two places has one trace."""
    notes = Notes()
    first = notes.button(figure("f"))
    assert notes.button(figure("f"), "again").replace("again", "2 people") == first
    assert len(notes.found) == 1
    assert 'popovertarget="t1"' in first


def test_the_same_steps_are_listed_once() -> None:
    """A figure made from the same things as an earlier one refers to it."""
    notes = Notes()
    for id_ in ("f", "g"):
        notes.button(figure(id_))
    notes.button(figure("h", STEPS[:2]))
    assert [n.same_as for n in notes.found.values()] == [None, 1, None]


def test_text_is_escaped() -> None:
    """What a figure shows is text, never markup."""
    assert "<b>" not in Notes().button(figure("f"), "<b>2</b>")


def test_only_things_with_rows_have_anchors() -> None:
    """Steps that are no row of the page have no anchor."""
    assert anchor("quantity", "a") == "q-a"
    with pytest.raises(KeyError):
        anchor("model", "steelyard.money")
