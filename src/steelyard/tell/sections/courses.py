"""The courses one by one: what they hold, their card and their cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from steelyard.casebook.figure import Figure
from steelyard.casebook.schema.actions import Action
from steelyard.casebook.schema.courses import Part
from steelyard.tell.material import Material
from steelyard.tell.show import amount, number
from steelyard.weigh.cell import QUESTIONS


@dataclass(frozen=True)
class Row:
    """A part of a course, spelled out."""

    action: Action
    when: str
    scale: str
    note: str
    cost: Figure | None
    shared: bool
    """Whether the cost is that of several parts with the same action."""


def render(m: Material) -> Markup:
    """Return the section."""
    if not m.courses:
        return Markup()
    return m.render(
        "courses.html.j2",
        rows={id_: list(_rows(m, id_)) for id_ in m.courses},
        questions=QUESTIONS,
    )


def _rows(m: Material, course: str) -> Iterator[Row]:
    parts = m.casebook.courses[course].parts
    names = [p.action for p in parts]
    for part in parts:
        yield Row(
            m.casebook.actions[part.action],
            _when(m, part),
            _scale(m, part),
            part.note,
            m.results.courses[course].by_action.get(part.action),
            names.count(part.action) > 1,
        )


def _when(m: Material, part: Part) -> str:
    horizon = m.casebook.front.horizon
    text = f"{part.start or horizon.start} to {part.end or horizon.end}"
    if part.ramp:
        text += f", growing over {_value(m, part.ramp)}"
    if trigger := part.trigger:
        level = trigger.above or trigger.below
        side = "above" if trigger.above else "below"
        says = m.casebook.indicators[trigger.indicator].says
        text += f", only after months with {says} {side} {_value(m, level)}"
    return text


def _scale(m: Material, part: Part) -> str:
    if isinstance(part.scale, str):
        return _value(m, part.scale)
    return number(part.scale)


def _value(m: Material, name: str | None) -> str:
    assert name is not None
    quantity = m.casebook.quantities[name]
    return amount(quantity.value, quantity.unit)
