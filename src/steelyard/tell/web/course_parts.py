"""A course's parts on the form: their dates and scale, parts added and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from steelyard.casebook.edits import Edit, Value
from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.courses import Course, Part
from steelyard.tell.web.fields import (
    Entry,
    Given,
    Item,
    choice,
    day,
    number,
    plain,
    with_,
)

MOST_NEW = 12
"""Parts that one change may add to a course."""


@dataclass
class _Change:
    """What the form asks of one course."""

    values: list[Edit] = field(default_factory=list)
    added: list[Edit] = field(default_factory=list)
    out: list[int] = field(default_factory=list)


def course_item(casebook: Casebook, id_: str, given: Given) -> Item:
    """Return a course as it is open for change, with edits for what differs.

    A part that is ticked `out` is taken out; actions chosen under `new` are added
    after those that are there.
    """
    course = casebook.courses[id_]
    horizon = casebook.front.horizon
    hint = f"Without dates a part runs from {horizon.start} to {horizon.end}."
    item = Item("course", id_, course.title, hint)
    change = _Change()
    for i, part in enumerate(course.parts):
        _part(casebook, item, change, i, part, given)
    _new_parts(casebook, item, change, course, given)
    if not item.bad:
        item.edits = _edits(casebook, course, change)
    return item


def _part(
    casebook: Casebook, item: Item, change: _Change, at: int, part: Part, given: Given
) -> None:
    title = casebook.actions[part.action].title
    base = f"course~{item.id}~{at}"
    out = _tick(f"{base}~out", "Take it out", given, title)
    when = _when(casebook, base, title, part, given)
    item.entries += [*when, out]
    if out.changed:
        change.out.append(at)
        return
    _in_order(casebook, item, title, when)
    place = casebook.places["course", item.id]
    for key, entry in zip(("start", "end", "scale"), when, strict=True):
        if entry.changed and not entry.wrong:
            route = (*place.route, "parts", at, key)
            says = f"{item.id}, {title}: {key}"
            value = _value(casebook, key, entry.given)
            change.values.append(Edit(place.document.file, route, value, says))


def _new_parts(
    casebook: Casebook, item: Item, change: _Change, course: Course, given: Given
) -> None:
    place = casebook.places["course", item.id]
    known = ("", *sorted(casebook.actions, key=lambda a: casebook.actions[a].title))
    labels = {a: casebook.actions[a].title for a in known if a}
    chosen = [k for k in range(MOST_NEW) if given.get(_new(item.id, k), "")]
    asked = chosen + [k for k in range(MOST_NEW) if k not in chosen][:1]
    for k in asked:
        base = _new(item.id, k).removesuffix("~action")
        words = "Add an action" if k not in chosen else "Added action"
        entry = choice(_new(item.id, k), words, "", given, known)
        choices = (("", "none"), *((a, labels[a]) for a in known if a))
        entry = with_(entry, choices=choices, new=True)
        item.entries.append(entry)
        if entry.wrong or not entry.given:
            continue
        title = labels[entry.given]
        when = _when(casebook, base, title, Part(action=entry.given), given)
        item.entries += when
        _in_order(casebook, item, title, when)
        data: dict[str, Value] = {"action": entry.given}
        for key, field_ in zip(("start", "end", "scale"), when, strict=True):
            if field_.changed and not field_.wrong:
                data[key] = _value(casebook, key, field_.given)
        route = (*place.route, "parts", len(course.parts) + len(change.added))
        says = f"{item.id}: {title} added"
        change.added.append(Edit(place.document.file, route, data, says))


def _edits(casebook: Casebook, course: Course, change: _Change) -> list[Edit]:
    """Return edits in an order in which no place moves before it is used."""
    place = casebook.places["course", course.id]
    titles = [casebook.actions[part.action].title for part in course.parts]
    route = (*place.route, "parts")
    file = place.document.file
    gone = ", ".join(titles[i] for i in change.out)
    if change.out and len(change.out) == len(course.parts) and not change.added:
        return [Edit(file, route, None, f"{course.id}: {gone} taken out")]
    if change.added and not place.document.has(route):
        whole = [edit.value for edit in change.added]
        says = "; ".join(edit.says for edit in change.added)
        return [Edit(file, route, whole, says)]
    removed = [
        Edit(file, (*route, i), None, f"{course.id}: {titles[i]} taken out")
        for i in sorted(change.out, reverse=True)
    ]
    return [*change.values, *change.added, *removed]


def _new(course: str, at: int) -> str:
    return f"course~{course}~new{at}~action"


def _when(
    casebook: Casebook, base: str, title: str, part: Part, given: Given
) -> tuple[Entry, Entry, Entry]:
    return (
        day(f"{base}~start", f"{title}: first day", part.start, given),
        day(f"{base}~end", "day after the last", part.end, given),
        _scale(casebook, f"{base}~scale", part, given),
    )


def _in_order(
    casebook: Casebook, item: Item, title: str, when: Sequence[Entry]
) -> None:
    start, end, scale = when
    if start.wrong or end.wrong or scale.wrong:
        return
    horizon = casebook.front.horizon
    first, last = start.given or horizon.start, end.given or horizon.end
    if first >= last and (start.changed or end.changed):
        item.wrong = f"{title}: the first day must be before the last"


def _value(casebook: Casebook, key: str, given: str) -> Value:
    text = given.strip()
    if not text:
        return None
    return number(text) if key == "scale" and text not in casebook.quantities else text


def _tick(name: str, label: str, given: Given, of: str) -> Entry:
    told = "yes" if given.get(name) else ""
    return Entry(name, label, "", told, "tick", of=of)


def _scale(casebook: Casebook, name: str, part: Part, given: Given) -> Entry:
    now = part.scale if isinstance(part.scale, str) else plain(part.scale)
    entry = Entry(name, "times its size", now, given.get(name, now), "scale")
    text = entry.given.strip()
    if text in casebook.quantities:
        return entry
    try:
        if number(text) >= 0:
            return entry
    except ValueError:
        pass
    return with_(entry, wrong="write a number from 0, or the id of a quantity")
