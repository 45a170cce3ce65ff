"""One course's readiness on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from steelyard.tell.charts.availability import Held, availability
from steelyard.tell.charts.start_days import start_days
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import amount, listing, number, percent, rounded, unit_words

Row = tuple[str, ...]

MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


@dataclass(frozen=True)
class Ready:
    """A course's sheet.

    Attributes
    ----------
    same
        Whether it takes the same as doing nothing, so that one look is enough.
    worst
        The contingency start that it makes worse in the most futures, in words.
    units, months, starts, relief, civil
        Rows of the tables.
    said
        Call-up limits and burdens, in words.
    """

    course: str
    title: str
    same: bool
    says: str
    worst: str
    held: Plate | None = None
    begin: Plate | None = None
    units: tuple[Row, ...] = ()
    months: tuple[Row, ...] = ()
    starts: tuple[Row, ...] = ()
    relief: tuple[Row, ...] = ()
    civil: tuple[Row, ...] = ()
    said: tuple[str, ...] = ()


def ready(m: Material, course: str, pages: dict[str, Any]) -> Ready:
    """Return the sheet of one course of the readiness exhibit."""
    page, nothing = pages[course], pages.get("nothing")
    title = m.title(course)
    top = _top(page, nothing if course != "nothing" else None)
    worst = _worst(m, top) if top else "none"
    same = course != "nothing" and nothing is not None and _same(page, nothing)
    if same:
        return Ready(course, title, same, _says(page), worst)
    return Ready(
        course,
        title,
        same,
        _says(page),
        worst,
        held=_held(m, course, page),
        begin=_begin(m, course, top) if top else None,
        units=tuple(_unit(unit) for unit in page["units"]),
        months=months(page),
        starts=tuple(_start(m, series) for series in page["starts"]),
        relief=tuple(_relief(m, item) for item in page["mitigations"]),
        civil=tuple(_civil(item) for item in page["civil"]),
        said=tuple(_said(page)),
    )


def _same(page: dict[str, Any], other: dict[str, Any]) -> bool:
    def taken(p: dict[str, Any]) -> list[Any]:
        units = [(u["unit"], u["months"]) for u in p["units"]]
        return [units, p["calendar"], [a["months"] for a in p["aircraft"]]]

    return taken(page) == taken(other)


def _band(three: list[float], digits: int = 1) -> str:
    low, middle, high = (f"{v:,.{digits}f}" for v in three)
    return middle if low == high else f"{middle} ({low} to {high})"


def _says(page: dict[str, Any]) -> str:
    """Say which types fall short of time at home, and in how many futures."""
    short = [u for u in page["units"] if u["breach"] > 0]
    if not page["units"]:
        return "It takes no unit of the pool."
    if not short:
        return "No type of unit falls short of time at home in any future."
    short.sort(key=lambda u: -u["breach"])
    parts = [f"{u['title']} in {percent(u['breach'])} of futures" for u in short]
    return f"Short of time at home: {listing(parts)}."


def _top(page: dict[str, Any], nothing: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the series that the course makes worse in the most futures.

    What present practice does already is taken off, where that is another course.
    """
    before: dict[tuple[str, str], float] = {}
    for series in nothing["starts"] if nothing else ():
        before[series["contingency"], series["kind"]] = max(series["added"])
    ranked = sorted(
        page["starts"],
        key=lambda s: (
            before.get((s["contingency"], s["kind"]), 0.0) - max(s["added"]),
            -max(s["added"]),
        ),
    )
    return ranked[0] if ranked else None


def _worst_at(series: dict[str, Any]) -> int:
    """Return the start that is worse in the most futures, then by most missing."""
    keys = zip(series["added"], (b[1] for b in series["shortfall"]), strict=True)
    ranked = list(keys)
    return max(range(len(ranked)), key=lambda i: ranked[i])


def _case(m: Material, series: dict[str, Any]) -> str:
    forces = m.casebook.forces
    title = series["contingency"]
    if forces is not None and title in forces.contingencies:
        title = forces.contingencies[title].title
    return str(title)


def day_words(iso: str) -> str:
    """Write a day so that it stays on one line: `7 Jun 2025`."""
    day = date.fromisoformat(iso)
    return f"{day.day}\u00a0{MONTHS[day.month - 1]}\u00a0{day.year}"


def _worst(m: Material, series: dict[str, Any]) -> str:
    i = _worst_at(series)
    start = day_words(series["days"][i])
    return (
        f"{_case(m, series)} on {start}: {series['title']} short in more units in "
        f"{percent(series['added'][i])} of futures"
    )


def _held(m: Material, course: str, page: dict[str, Any]) -> Plate | None:
    rows = []
    cells = []
    for unit in page["units"]:
        month = max(unit["months"], key=lambda x: x["needed"][1] - x["free"][1])
        text = f"short in {percent(unit['breach'])}"
        rows.append(Held(unit["title"], month["free"], month["needed"], text))
        cells.append(
            (
                unit["title"],
                month["month"],
                _band(month["free"]),
                _band(month["needed"]),
                percent(unit["breach"]),
            )
        )
    if not rows:
        return None
    return m.plates.add(
        f"available-{course}",
        availability(rows, "units"),
        "Units that are free, and units that the course needs if each is to have its "
        "time at home, in the month when they lie worst: median (tick) and middle two "
        "thirds of futures (bar). At the right the share of futures that is short on "
        "some day.",
        "Two intervals for each type of unit: free and needed.",
        ("type", "month", "free", "needed", "short in"),
        cells,
        drawn=False,
    )


def _begin(m: Material, course: str, series: dict[str, Any]) -> Plate:
    case = _case(m, series)
    return m.plates.add(
        f"starts-{course}",
        start_days(
            series["days"],
            series["shortfall"],
            series["without"],
            f"missing: {series['title']}",
        ),
        f"If {case[0].lower()}{case[1:]} started on a day: units missing when they "
        "should be ready, median (line) and middle two thirds of futures (area). "
        "Dashed: median and upper end without any mission. Needs are assumed cases.",
        "Line of missing units by start day.",
        ("starts on", "missing", "days late", "worse in share of futures"),
        [
            (day, _band(short), _band(late, 0), percent(added))
            for day, short, late, added in zip(
                series["days"],
                series["shortfall"],
                series["delay"],
                series["added"],
                strict=True,
            )
        ],
        drawn=False,
    )


def _unit(unit: dict[str, Any]) -> Row:
    return (
        unit["title"],
        _band(unit["peak"]),
        _band(unit["free"]),
        percent(unit["breach"]),
        number(rounded(unit["training_days"])),
        number(rounded(unit["training_clash"])),
    )


def by_month(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return an aircraft type's months by name."""
    return {month["month"]: month for month in item["months"]}


def months(page: dict[str, Any]) -> tuple[Row, ...]:
    """Return months: at work on the course and left, for each aircraft type.

    Months in a row that would read the same stand in one row.
    """
    tables = [by_month(item) for item in page["aircraft"]]
    if not tables:
        return ()
    found: list[tuple[str, str, Row]] = []
    for name in tables[0]:
        cells: list[str] = []
        for table in tables:
            month = table[name]
            cells += [f"{month['taken'][1]:,.1f}", _band(month["margin"], 0)]
        if found and found[-1][2] == tuple(cells):
            found[-1] = (found[-1][0], name, found[-1][2])
        else:
            found.append((name, name, tuple(cells)))
    return tuple(
        (first if first == last else f"{first} to {last}", *cells)
        for first, last, cells in found
    )


def _start(m: Material, series: dict[str, Any]) -> Row:
    i = _worst_at(series)
    return (
        _case(m, series),
        series["title"],
        day_words(series["days"][i]),
        _band(series["shortfall"][i]),
        _band(series["without"]),
        _band(series["delay"][i], 0),
        percent(series["added"][i]),
    )


def _relief(m: Material, item: dict[str, Any]) -> Row:
    before, after = item["short_days"]
    days, left = item["person_days"]
    extra = item["extra_cost"]
    aircraft = m.casebook.forces.aircraft if m.casebook.forces else {}
    margins = [
        f"{was:,.0f} to {now:,.0f} {aircraft[name].title}"
        for name, (was, now) in item["margins"].items()
        if abs(was - now) >= 0.5
    ]
    buys = []
    if round(before) != round(after):
        buys.append(f"unit-days short from {before:,.0f} to {after:,.0f}")
    if round(days) != round(left):
        buys.append(f"{number(rounded(days - left))} military person-days fewer")
    buys += [f"aircraft left from {text}" for text in margins]
    cost = "not known" if extra is None else amount(rounded(extra), "USD")
    if item["waiting"] >= 0.5:
        cost += f"; {item['waiting']:,.0f} aircraft-days of work wait at the end"
    return (item["title"], "; ".join(buys) or "nothing here", cost, item["says"])


def _civil(item: dict[str, Any]) -> Row:
    extra = item["extra_cost"]
    low, middle, high = (percent(v) for v in item["share"])
    return (
        item["title"],
        f"{middle} ({low} to {high}) of the military {unit_words(item['unit'])}",
        _band(item["lead"], 0),
        "not known" if extra is None else amount(rounded(extra), "USD"),
    )


def _said(page: dict[str, Any]) -> list[str]:
    said = []
    for law in page["callups"]:
        text = f"{law['title']} ({'; '.join(law['cites'])}): "
        over = []
        if law["over_people"]:
            over.append(f"more people than allowed in {percent(law['over_people'])}")
        if law["over_days"]:
            over.append(f"a longer stretch in {percent(law['over_days'])}")
        said.append(text + (f"{listing(over)} of futures" if over else "within limits"))
    for burden in page["burdens"]:
        band = burden["band"]
        low, high = (number(rounded(band[end])) for end in ("low", "high"))
        value = number(rounded(burden["value"]))
        said.append(f"{burden['label']}: {value} ({low} to {high}), {burden['note']}")
    if page["not_drawn"]:
        said.append(f"People in no unit type: {', '.join(page['not_drawn'])}")
    return said
