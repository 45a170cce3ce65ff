"""What a reader changes on the page, as edits of the casebook's files.

State stands in the address: `quantity=ID`, `course=ID` and `voice=ID` say what is
open for change, and a field such as `quantity~ID~value` gives a new value. A field
that says what the file says already is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from steelyard.casebook.edits import Edit, Value
from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Discrete, Quantity
from steelyard.casebook.yamlfile import Route
from steelyard.tell.web.course_parts import course_item
from steelyard.tell.web.fields import (
    Entry,
    Given,
    Item,
    choice,
    plain,
    read_number,
    text,
    with_,
)

OPEN = "open"
"""Value of a reading that a voice leaves open."""


def items(
    casebook: Casebook,
    quantities: Iterable[str],
    courses: Iterable[str],
    voices: Iterable[str],
    given: Given,
) -> list[Item]:
    """Return what is open for change, with edits for what differs.

    Parameters
    ----------
    casebook
        The casebook; ids that it lacks are left out.
    quantities, courses, voices
        Ids of what is open.
    given
        Fields of the form by name.
    """
    found = [
        _quantity(casebook, id_, given)
        for id_ in dict.fromkeys(quantities)
        if id_ in casebook.quantities
    ]
    found += [
        course_item(casebook, id_, given)
        for id_ in dict.fromkeys(courses)
        if id_ in casebook.courses
    ]
    profiles = (
        {p.id: i for i, p in enumerate(casebook.law.profiles)} if casebook.law else {}
    )
    found += [
        _voice(casebook, profiles[id_], given)
        for id_ in dict.fromkeys(voices)
        if id_ in profiles
    ]
    return found


def _numbers(q: Quantity) -> dict[Route, tuple[str, float | None]]:
    """Return label and value of every number of a quantity, by its route."""
    found: dict[Route, tuple[str, float | None]] = {("value",): ("Value", q.value)}
    if q.distribution is not None and not isinstance(q.distribution, Discrete):
        shape = q.distribution.model_dump(exclude={"kind"}, exclude_none=True)
        for key, value in shape.items():
            found["distribution", key] = (f"{q.distribution.kind}: {key}", value)
    elif q.distribution is None:
        low, high = q.range or (None, None)
        found["range", 0] = ("Lowest", low)
        found["range", 1] = ("Highest", high)
    return found


def _quantity(casebook: Casebook, id_: str, given: Given) -> Item:
    q = casebook.quantities[id_]
    place = casebook.places["quantity", id_]
    item = Item("quantity", id_, q.says or id_, q.note)
    new: dict[Route, float] = {}
    for route, (label, value) in _numbers(q).items():
        name = "~".join(("quantity", id_, *map(str, route)))
        now = "" if value is None else plain(value)
        entry, read = read_number(
            Entry(name, label, now, given.get(name, now), "number", q.unit)
        )
        item.entries.append(entry)
        if read is not None and entry.changed:
            new[route] = read
    basis = choice(f"quantity~{id_}~basis", "Basis", q.basis, given, BASES)
    note = text(
        f"quantity~{id_}~note", "Why, or a caveat (kept as its note)", q.note, given
    )
    item.entries += [basis, note]
    if item.bad:
        return item
    values: dict[Route, Value] = dict(new)
    bounds = [values.pop(("range", i), None) for i in (0, 1)]
    if q.range is None and any(b is not None for b in bounds):
        if None in bounds:
            item.wrong = "a range needs its lowest and its highest value"
            return item
        values["range",] = [float(b) for b in bounds]  # type: ignore[arg-type]
    else:
        values |= {("range", i): b for i, b in enumerate(bounds) if b is not None}
    if basis.changed:
        values["basis",] = basis.given
    if note.changed:
        values["note",] = note.given.strip()
    item.wrong = _quantity_wrong(q, values)
    item.edits = [
        Edit(place.document.file, (*place.route, *route), value, f"{id_}: {route[0]}")
        for route, value in values.items()
    ]
    return item


def _quantity_wrong(q: Quantity, values: Mapping[Route, Value]) -> str:
    """Return what would be wrong with a quantity that has new values."""
    data: Any = q.model_dump(mode="python", exclude_none=True)
    for route, value in values.items():
        at: Any = data
        for part in route[:-1]:
            if isinstance(at[part], tuple):
                at[part] = list(at[part])
            at = at[part]
        at[route[-1]] = value
    try:
        Quantity.model_validate(data)
    except ValidationError as error:
        return _first(error)
    return ""


def _voice(casebook: Casebook, at: int, given: Given) -> Item:
    assert casebook.law is not None
    profile = casebook.law.profiles[at]
    place = casebook.places["law", "law"]
    item = Item("voice", profile.id, profile.label, profile.note)
    for proposition in casebook.law.propositions:
        now = profile.readings.get(proposition.id, OPEN)
        name = f"voice~{profile.id}~{proposition.id}"
        choices = (
            (OPEN, "leaves it open"),
            *((r.id, r.says) for r in proposition.readings),
        )
        entry = choice(name, proposition.question, now, given, [c for c, _ in choices])
        entry = with_(entry, choices=choices)
        item.entries.append(entry)
        if entry.changed and not entry.wrong:
            value = None if entry.given == OPEN else entry.given
            route = (*place.route, "profiles", at, "readings", proposition.id)
            says = f"{profile.id}: {proposition.id}"
            item.edits.append(Edit(place.document.file, route, value, says))
    return item


def _first(error: ValidationError) -> str:
    text = str(error.errors(include_url=False)[0]["msg"])
    return text.removeprefix("Value error, ")
