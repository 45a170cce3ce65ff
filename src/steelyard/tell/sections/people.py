"""People in custody, detention and on their way out, course by course."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.casebook.figure import Band, Figure, Step
from steelyard.tell.charts.bands import BandRow, bands
from steelyard.tell.charts.occupancy import occupancy_panel
from steelyard.tell.charts.replayed import replayed
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.people_flow import drawing
from steelyard.tell.show import band_text, figure_text, number, rounded, sentence

Exhibit = dict[str, Any]

WAYS = {
    "as_is": "services as in this casebook",
    "fitted": "one factor fitted to the first year",
    "recorded_stays": "stays of each month as recorded",
}
LABELS = {
    "people.care_breaches": "Person-days above humane room",
    "people.breaches": "Persons over a legal clock",
    "people.breach_hours": "Person-hours over legal clocks",
    "people.removals": "Removals and returns",
    "people.released_no_bed": "Released since no bed was free",
}
DIGITS = 2
"""Significant digits of what few futures can tell."""
UNITS = {"servers": "posts", "room": "places", "seats": "seats a day"}


def render(m: Material) -> Markup:
    """Return the section; nothing for a casebook without a network."""
    exhibit = m.exhibit("people")
    if exhibit is None and m.casebook.network is None:
        return Markup()
    if exhibit is None:
        text = "Not evaluated: no flow of the casebook feeds its network of people."
        return Markup("<p>{}</p>").format(text)
    courses = [c for c in exhibit["courses"] if c in m.casebook.courses]
    first = "nothing" if "nothing" in courses else courses[0]
    groups = [g for g in exhibit["groups"] if _peopled(exhibit, g["id"])]
    return m.render(
        "people.html.j2",
        exhibit=exhibit,
        courses=courses,
        first=first,
        groups=groups,
        network=drawing(exhibit, first),
        flows=_flows(exhibit, first),
        panels=[
            _panel(m, exhibit, first, g) for g in exhibit["courses"][first]["groups"]
        ],
        peaks=[_peaks(m, exhibit, courses, g) for g in groups],
        labels=_labels(exhibit, courses),
        cell=lambda course, name: _cell(m, exhibit, course, name),
        clocks=_clock_plate(m, exhibit, courses),
        replays=[_replay(m, r, g) for r in exhibit["replays"] for g in r["groups"]],
        points=_points(exhibit),
        basis=_basis_words(exhibit),
        gain=_gain_text,
        units=UNITS,
        rounded=rounded,
        spread=_spread,
        gain_labels=LABELS,
        title_of={g["id"]: g["title"] for g in exhibit["groups"]},
    )


def _peopled(exhibit: Exhibit, group: str) -> bool:
    found = (c["measures"] for c in exhibit["courses"].values())
    return any(f"people.peak.{group}" in measures for measures in found)


def _labels(exhibit: Exhibit, courses: list[str]) -> dict[str, str]:
    return {
        name: label
        for name, label in LABELS.items()
        if any(name in exhibit["courses"][c]["measures"] for c in courses)
    }


def _figure(exhibit: Exhibit, course: str, name: str, label: str) -> Figure | None:
    held = exhibit["courses"][course]["measures"].get(name)
    if held is None:
        return None
    counts = exhibit["basis"]
    total = sum(counts.values()) or 1
    return Figure(
        id=f"people-exhibit.{course}.{name}",
        label=label,
        value=rounded(held["value"], DIGITS),
        unit=held["unit"],
        band=Band(
            low=rounded(held["low"], DIGITS),
            high=rounded(held["high"], DIGITS),
            means=f"5th to 95th percentile of {exhibit['futures']} futures",
        ),
        basis={basis: n / total for basis, n in counts.items()},
        formula=(
            "median over futures of an event simulation of the network, in which one "
            f"simulated person stands for {exhibit['cohort']:g}; the basis is by count "
            "of the network's quantities"
        ),
        trace=tuple(Step(kind=s["kind"], id=s["id"]) for s in exhibit["trace"]),
    )


def _cell(m: Material, exhibit: Exhibit, course: str, name: str) -> Markup:
    label = LABELS.get(name, name)
    figure = _figure(exhibit, course, name, f"{m.title(course)}: {label}")
    if figure is None:
        return Markup('<span class="muted">none</span>')
    pure = figure.model_copy(update={"unit": ""})
    return Markup('{} <span class="band">{}</span>').format(
        m.notes.button(figure, figure_text(pure)), band_text(pure)
    )


def _flows(exhibit: Exhibit, course: str) -> list[tuple[str, str, str]]:
    names = {g["id"]: g["title"] for g in exhibit["groups"]}
    names |= {e["id"]: e["says"] or e["id"] for e in exhibit["exits"]}
    rows = exhibit["courses"][course]["flows"]
    ordered = sorted(rows, key=lambda row: -row["people"])
    return [
        (
            names.get(row["from"], row["from"]),
            names.get(row["to"], row["to"]),
            number(rounded(row["people"])),
        )
        for row in ordered
    ]


def _panel(m: Material, exhibit: Exhibit, course: str, group: dict[str, Any]) -> Plate:
    head = ("month", "median", "5th to 95th percentile")
    rooms = [n for n in ("room", "humane") if group[n] is not None]
    names = {"room": "physical room", "humane": "humane room"}
    rows = [
        (
            month,
            number(rounded(group["p50"][i])),
            f"{number(rounded(group['p5'][i]))} to {number(rounded(group['p95'][i]))}",
            *(number(rounded(group[n][i])) for n in rooms),
        )
        for i, month in enumerate(group["months"])
    ]
    told = " and ".join(names[n] for n in rooms)
    against = f", against {told}" if rooms else ""
    return m.plates.add(
        f"people-{course}-{group['id']}",
        occupancy_panel(group),
        f"{group['title']} under “{m.title(course)}”: people in a month, median "
        f"(line), half and nine tenths of {exhibit['futures']} futures (bands)"
        f"{against}.",
        f"People in {group['title']} by month{against}.",
        (*head, *(names[n] for n in rooms)),
        rows,
    )


def _peaks(
    m: Material, exhibit: Exhibit, courses: list[str], group: dict[str, Any]
) -> Plate:
    title = group["title"]
    return _by_course(
        m,
        exhibit,
        courses,
        f"people.peak.{group['id']}",
        f"{title}: people on the day with the most of them",
        "people",
    )


def _clock_plate(m: Material, exhibit: Exhibit, courses: list[str]) -> Plate | None:
    name = "people.breach_hours"
    if not any(exhibit["courses"][c]["measures"][name]["high"] > 0 for c in courses):
        return None
    label = "Person-hours over all legal clocks in the horizon"
    return _by_course(m, exhibit, courses, name, label, "person-hours")


def _by_course(
    m: Material,
    exhibit: Exhibit,
    courses: list[str],
    name: str,
    label: str,
    unit: str,
) -> Plate:
    drawn, rows = [], []
    for course in courses:
        title = m.title(course)
        figure = _figure(exhibit, course, name, f"{title}: {label}")
        if figure is None or figure.band is None or figure.value is None:
            continue
        ends = (figure.band.low, figure.band.high)
        text = figure_text(figure.model_copy(update={"unit": ""}))
        middle = figure.value
        drawn.append(BandRow(course, title, middle, middle, middle, ends, text))
        rows.append((title, m.notes.button(figure), band_text(figure)))
    return m.plates.add(
        name.replace(".", "-").replace("_", "-"),
        bands(drawn, unit),
        f"{label}: median (tick) and 5th to 95th percentile (line) of "
        f"{exhibit['futures']} futures.",
        f"{label}, one row for each course.",
        ("course", "median", "5th to 95th percentile"),
        rows,
    )


def _replay(m: Material, replay: dict[str, Any], group: dict[str, Any]) -> Any:
    """Return a plate with its errors, None where too few months were counted."""
    if not group["errors"]:
        return None
    ways = {WAYS[way]: values for way, values in group["simulated"].items()}
    rows = [
        (
            month,
            "-" if seen is None else number(round(seen)),
            *(number(values[i]) for values in ways.values()),
        )
        for i, (month, seen) in enumerate(
            zip(replay["months"], group["observed"], strict=True)
        )
    ]
    plate = m.plates.add(
        f"replay-{replay['id']}-{group['id']}".replace("_", "-"),
        replayed(replay["months"], group["observed"], ways),
        f"{sentence(replay['says'])}: people counted and simulated, month by month.",
        "Lines of simulated people beside points of counted people.",
        ("month", "counted", *ways),
        rows,
    )
    errors = [(WAYS[way], error) for way, error in group["errors"].items()]
    return {"plate": plate, "errors": errors, "still": group["nothing_changes"]}


def _points(exhibit: Exhibit) -> list[tuple[str, str, str, str]]:
    """Return single months in which somebody counted, beside what was simulated."""
    titles = {g["id"]: g["title"] for g in exhibit["groups"]}
    return [
        (
            titles.get(group["id"], group["id"]),
            month,
            number(rounded(seen)),
            number(rounded(group["simulated"]["as_is"][i])),
        )
        for replay in exhibit["replays"]
        for group in replay["groups"]
        if not group["errors"]
        for i, (month, seen) in enumerate(
            zip(replay["months"], group["observed"], strict=True)
        )
        if seen is not None
    ]


def _basis_words(exhibit: Exhibit) -> str:
    named = {"measured": "measured", "planning_factor": "planning factors"}
    counts = exhibit["basis"]
    parts = [f"{n} {named.get(b, b)}" for b, n in counts.items()]
    return f"{sum(counts.values())} quantities ({', '.join(parts)})"


def _spread(row: dict[str, Any], key: str) -> Markup:
    """Write a mean with its band below it."""
    middle = row[f"{key}_mean"]
    if middle is None:
        return Markup("-")
    low, high = (rounded(row[f"{key}_{q}"]) for q in ("p5", "p95"))
    band = Band(low=low, high=high, means="5th to 95th percentile")
    figure = Figure(
        id="", label="", value=rounded(middle), unit="", band=band, basis={}
    )
    if low == high == figure.value:
        return Markup(figure_text(figure))
    text = Markup('{} <span class="band">{}</span>')
    return text.format(figure_text(figure), band_text(figure))


def _gain_text(values: list[float]) -> str:
    """Write the change in the typical and the heavy future."""
    texts = [f"{'+' if v > 0 else ''}{number(rounded(v, 2))}" for v in values]
    return texts[0] if len(set(texts)) == 1 else " / ".join(texts)
