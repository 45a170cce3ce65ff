"""People, beds and hours that courses would use."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.charts import amount_bands
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import band_text

PEAKS = {
    "peak.persons": "People on duty on the day with the most of them",
    "peak.beds": "Beds kept ready on the day with the most of them",
}


def render(m: Material) -> Markup:
    """Return the section, or nothing where no course uses any."""
    names = dict.fromkeys(n for s in m.courses.values() for n in s.amounts)
    if not names:
        return Markup()
    labels = {
        n: next(s.amounts[n].label for s in m.courses.values() if n in s.amounts)
        for n in names
    }
    return m.render(
        "amounts.html.j2",
        names=sorted(names, key=_rank),
        labels={n: _label(m, n, label) for n, label in labels.items()},
        plates=[_peak(m, n) for n in PEAKS if n in names],
    )


def _rank(name: str) -> tuple[int, str]:
    order = ("person_days", "bed_days", "flight_hours", "peak")
    return (next((i for i, o in enumerate(order) if name.startswith(o)), 9), name)


def _label(m: Material, name: str, label: str) -> str:
    status = name.removeprefix("person_days.")
    if status != name and m.casebook.forces and status in m.casebook.forces.statuses:
        return f"Person-days, {m.casebook.forces.statuses[status].title}"
    return label


def _peak(m: Material, name: str) -> Plate:
    rows = [
        (
            m.title(id_),
            m.notes.button(
                s.amounts[name], label=f"{m.title(id_)}: {s.amounts[name].label}"
            ),
            band_text(s.amounts[name]),
        )
        for id_, s in m.courses.items()
        if name in s.amounts
    ]
    return m.plates.add(
        name.replace(".", "-"),
        amount_bands(m.casebook, m.results, name),
        f"{PEAKS[name]}: median (tick) and middle two thirds of futures (bar).",
        f"{PEAKS[name]}, one row for each course.",
        ("course", "median", "two thirds of futures"),
        rows,
    )
