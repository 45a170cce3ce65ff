"""What a reader changes on the page, as edits of the casebook's files.

State stands in the address: `quantity=ID`, `course=ID` and `voice=ID` say what is
open for change, and a field such as `quantity~ID~value` gives a new value. A field
that says what the file says already is no change.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import BASES, Discrete, Quantity
from steelyard.casebook.schema.courses import Part
from steelyard.casebook.yamlfile import Route
from steelyard.tell.web.edits import Edit, Value

_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

OPEN = "open"
"""Value of a reading that a voice leaves open."""


@dataclass(frozen=True)
class Entry:
    """One field of the form.

    Attributes
    ----------
    name, label
        Name in the address, and what stands before it.
    now, given
        What the file says, and what the reader says.
    kind
        `number`, `scale`, `date`, `text` or `choice`.
    unit, choices
        Unit of a number; what may be chosen, with its words.
    wrong
        What is wrong with what was given.
    """

    name: str
    label: str
    now: str
    given: str
    kind: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    wrong: str = ""

    @property
    def changed(self) -> bool:
        """Whether the reader says something else than the file."""
        return self.given.strip() != self.now


@dataclass
class Item:
    """A quantity, a course or a voice that is open for change."""

    kind: str
    id: str
    title: str
    hint: str
    entries: list[Entry] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    wrong: str = ""

    @property
    def bad(self) -> bool:
        """Whether anything in it is wrong."""
        return bool(self.wrong) or any(entry.wrong for entry in self.entries)


Given = Mapping[str, str]


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
        _course(casebook, id_, given)
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


def number(text: str) -> float:
    """Read a number as people write it.

    Raises
    ------
    ValueError
        If it is none.
    """
    text = text.strip()
    if _THOUSANDS.match(text):
        text = text.replace(",", "")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def plain(value: float) -> str:
    """Write a number with all its digits and no more."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)


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
        entry, read = _read_number(
            Entry(name, label, now, given.get(name, now), "number", q.unit)
        )
        item.entries.append(entry)
        if read is not None and entry.changed:
            new[route] = read
    basis = _choice(f"quantity~{id_}~basis", "Basis", q.basis, given, BASES)
    note = _text(
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


def _course(casebook: Casebook, id_: str, given: Given) -> Item:
    course = casebook.courses[id_]
    place = casebook.places["course", id_]
    horizon = casebook.front.horizon
    item = Item(
        "course",
        id_,
        course.title,
        f"Without dates a part runs from {horizon.start} to {horizon.end}.",
    )
    for i, part in enumerate(course.parts):
        title = casebook.actions[part.action].title
        base = f"course~{id_}~{i}"
        start = _day(f"{base}~start", f"{title}: first day", part.start, given)
        end = _day(f"{base}~end", "day after the last", part.end, given)
        scale = _scale(casebook, f"{base}~scale", part, given)
        item.entries += [start, end, scale]
        if start.wrong or end.wrong or scale.wrong:
            continue
        first = start.given or horizon.start
        last = end.given or horizon.end
        if first >= last and (start.changed or end.changed):
            item.wrong = f"{title}: the first day must be before the last"
        for key, entry in (("start", start), ("end", end), ("scale", scale)):
            if entry.changed:
                value: Value = entry.given.strip() or None
                if key == "scale" and value not in casebook.quantities:
                    value = number(str(value))
                route = (*place.route, "parts", i, key)
                says = f"{id_}, {title}: {key}"
                item.edits.append(Edit(place.document.file, route, value, says))
    return item


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
        entry = _choice(name, proposition.question, now, given, [c for c, _ in choices])
        entry = _with(entry, choices=choices)
        item.entries.append(entry)
        if entry.changed and not entry.wrong:
            value = None if entry.given == OPEN else entry.given
            route = (*place.route, "profiles", at, "readings", proposition.id)
            says = f"{profile.id}: {proposition.id}"
            item.edits.append(Edit(place.document.file, route, value, says))
    return item


def _read_number(entry: Entry) -> tuple[Entry, float | None]:
    if not entry.given.strip():
        return (_with(entry, wrong="write a number") if entry.now else entry), None
    try:
        return entry, number(entry.given)
    except ValueError:
        return _with(entry, wrong="write a number, e.g. 2500 or 0.5"), None


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
    return _with(entry, wrong="write a number from 0, or the id of a quantity")


def _day(name: str, label: str, now: str | None, given: Given) -> Entry:
    import datetime

    entry = Entry(name, label, now or "", given.get(name, now or ""), "date")
    text = entry.given.strip()
    try:
        if text:
            datetime.date.fromisoformat(text if _DAY.match(text) else "x")
    except ValueError:
        return _with(entry, wrong="write a date as YYYY-MM-DD")
    return entry


def _choice(
    name: str, label: str, now: str, given: Given, known: Sequence[str]
) -> Entry:
    choices = tuple((k, k.replace("_", " ")) for k in known)
    entry = Entry(name, label, now, given.get(name, now), "choice", choices=choices)
    return (
        entry if entry.given in known else _with(entry, wrong="choose one of the list")
    )


def _text(name: str, label: str, now: str, given: Given) -> Entry:
    text = " ".join(given.get(name, now).split())
    return Entry(name, label, " ".join(now.split()), text[:2000], "text")


def _with(entry: Entry, **changes: object) -> Entry:
    from dataclasses import replace

    return replace(entry, **changes)  # type: ignore[arg-type]


def _first(error: ValidationError) -> str:
    text = str(error.errors(include_url=False)[0]["msg"])
    return text.removeprefix("Value error, ")
