"""Two runs side by side: what was asked, what the casebook says, what came out.

Where both runs drew the same futures, differences are taken future by future: both
share their streams, so what differs is owed to what was changed and not to chance.
"""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Quantity, Record
from steelyard.casebook.reader import open_casebook
from steelyard.study.store import Run, StoreError
from steelyard.weigh.cell import CRITERIA
from steelyard.weigh.outcomes import Outcomes, Scale, read_outcomes
from steelyard.weigh.results import Results, read_results

Array = NDArray[np.float64]


class Change(Record):
    """Something that the two runs say differently; None where one is silent."""

    kind: str
    """`request`, `quantity`, `course`, `file` or `card`."""
    id: str
    before: str | None
    after: str | None


class Shift(Record):
    """A measure of a course in both runs.

    Attributes
    ----------
    before, after
        Median over futures.
    difference, low, high
        Median difference and its 5th and 95th percentiles, future by future if
        `paired`; else the difference of medians, without a band.
    """

    course: str
    measure: str
    title: str
    unit: str
    before: float
    after: float
    difference: float
    low: float | None
    high: float | None
    paired: bool


@dataclass(frozen=True)
class Comparison:
    """What differs between two runs."""

    first: str
    second: str
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        return {
            "first": self.first,
            "second": self.second,
            "changes": [c.model_dump() for c in self.changes],
            "shifts": [s.model_dump() for s in self.shifts],
        }


def compare(
    first: Run,
    second: Run,
    casebooks: tuple[Casebook, Casebook] | None = None,
    outcomes: tuple[Outcomes | None, Outcomes | None] = (None, None),
) -> Comparison:
    """Compare two finished runs.

    Parameters
    ----------
    first, second
        Runs, of one casebook or of two versions of it.
    casebooks, outcomes
        Their casebooks, and each one's outcomes, where they are in memory already.

    Raises
    ------
    StoreError
        If one is not finished, or they have no course in common.
    """
    for run in (first, second):
        if not run.finished:
            raise StoreError(f"run {run.id} is not finished: assess it first")
    one, two = casebooks or (
        open_casebook(first.path / "casebook"),
        open_casebook(second.path / "casebook"),
    )
    found = read_results(first), read_results(second)
    changes = (
        *_asked(first.manifest, second.manifest),
        *_quantities(one, two),
        *_courses(one, two),
        *_files(first, second, one, two),
        *_cards(*found),
    )
    a = outcomes[0] or read_outcomes(one, first)
    b = outcomes[1] or read_outcomes(two, second)
    shared = [c for c in a.courses if c in b.courses]
    if not shared:
        raise StoreError(f"{first.id} and {second.id} have no course in common")
    asked = first.manifest, second.manifest
    paired = all(asked[0][k] == asked[1][k] for k in ("futures", "seed"))
    return Comparison(
        first.id, second.id, changes, tuple(_shifts(a, b, shared, paired))
    )


def _asked(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    rows = []
    for key in ("steelyard", "futures", "seed", "courses", "law"):
        if before[key] != after[key]:
            pair = (_words(before[key]), _words(after[key]))
            rows.append(Change(kind="request", id=key, before=pair[0], after=pair[1]))
    one, two = before["casebook"], after["casebook"]
    if one["id"] != two["id"]:
        row = Change(kind="request", id="casebook", before=one["id"], after=two["id"])
        rows.append(row)
    return rows


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_words(v)}" for k, v in value.items() if v) or "open"
    return str(value)


def _quantities(one: Casebook, two: Casebook) -> list[Change]:
    names = dict.fromkeys((*one.quantities, *two.quantities))
    rows = []
    for name in names:
        before, after = one.quantities.get(name), two.quantities.get(name)
        if before != after:
            rows.append(_change("quantity", name, _spell(before), _spell(after)))
    return rows


def _spell(quantity: Quantity | None) -> str | None:
    if quantity is None:
        return None
    text = f"{quantity.value:g} {quantity.unit}"
    if quantity.range:
        text += f" ({quantity.range[0]:g} to {quantity.range[1]:g})"
    elif quantity.distribution:
        shape = quantity.distribution.model_dump(exclude_none=True)
        text += f" ({', '.join(f'{k} {v}' for k, v in shape.items())})"
    return f"{text}, {quantity.basis}"


def _courses(one: Casebook, two: Casebook) -> list[Change]:
    rows = []
    for name in dict.fromkeys((*one.courses, *two.courses)):
        parts = [
            {p.model_dump_json(exclude_defaults=True) for p in book.courses[name].parts}
            if name in book.courses
            else None
            for book in (one, two)
        ]
        if parts[0] != parts[1]:
            both = (parts[0] or set()) & (parts[1] or set())
            texts = [None if p is None else "\n".join(sorted(p - both)) for p in parts]
            rows.append(_change("course", name, texts[0], texts[1]))
    return rows


def _files(first: Run, second: Run, one: Casebook, two: Casebook) -> list[Change]:
    """Return files of the casebook that differ, by name only."""
    rows = []
    for name in sorted({*one.files, *two.files}):
        old, new = (run.path / "casebook" / name for run in (first, second))
        there = [path.is_file() for path in (old, new)]
        if all(there) and filecmp.cmp(old, new, shallow=False):
            continue
        words = ["there" if is_there else None for is_there in there]
        if all(there):
            words = ["one text", "another"]
        rows.append(_change("file", name, words[0], words[1]))
    return rows


def _cards(one: Results, two: Results) -> list[Change]:
    rows = []
    for course in one.card:
        for criterion in CRITERIA if course in two.card else ():
            before, after = one.card[course][criterion], two.card[course][criterion]
            if before.finding != after.finding:
                id_ = f"{course}, {criterion}"
                rows.append(_change("card", id_, before.finding, after.finding))
    return rows


def _change(kind: str, id_: str, before: str | None, after: str | None) -> Change:
    return Change(kind=kind, id=id_, before=before, after=after)


def _shifts(
    one: Outcomes, two: Outcomes, courses: list[str], paired: bool
) -> list[Shift]:
    known = {s.id for s in two.scales}
    rows = []
    for scale in (s for s in one.scales if s.id in known):
        for course in courses:
            before = one.of(scale.id)[one.courses.index(course)]
            after = two.of(scale.id)[two.courses.index(course)]
            rows.append(_shift(course, scale, before, after, paired))
    return rows


def _shift(
    course: str, scale: Scale, before: Array, after: Array, paired: bool
) -> Shift:
    middle = float(np.nanmedian(before)), float(np.nanmedian(after))
    low = high = None
    difference = middle[1] - middle[0]
    if paired:
        found = np.nanpercentile(after - before, [5, 50, 95])
        low, difference, high = (float(v) for v in found)
    return Shift(
        course=course,
        measure=scale.id,
        title=scale.title,
        unit=scale.unit,
        before=middle[0],
        after=middle[1],
        difference=difference,
        low=low,
        high=high,
        paired=paired,
    )
