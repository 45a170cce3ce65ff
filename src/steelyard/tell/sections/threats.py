"""The pictures that a proposal rests on: series, forecasts, claims, courses."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.casebook.schema.pictures import Picture
from steelyard.tell.charts.over_time import Lines, lines
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.pictures.airspace import airspace
from steelyard.tell.sections.pictures.arrivals import arrivals
from steelyard.tell.sections.pictures.routes import routes
from steelyard.tell.sections.pictures.violence import violence
from steelyard.tell.show import number

PLAIN = {
    "arrivals": "Arrivals",
    "airspace": "Airspace",
    "routes": "Routes of goods",
    "violence": "Violence",
}
"""Titles of pictures that a casebook does not name."""


def render(m: Material) -> Markup:
    """Return the section; a sentence, or nothing, where the casebook has no setting.

    The sentence stands where another section of the step is there; without any, the
    page says of the whole step that it is not evaluated.
    """
    data = m.exhibit("threats")
    if data is None and m.exhibit("ladder") is None:
        return Markup()
    if data is None:
        return m.render("threats.html.j2", data=None, pictures=[])
    held = m.casebook.threat.pictures if m.casebook.threat else {}
    pictures = dict(held) or {
        kind: Picture.model_validate({"title": title, "of": kind})
        for kind, title in PLAIN.items()
    }
    shown = [
        {
            "id": id_,
            "picture": picture,
            **_models(m, data, picture),
            "charts": [_chart(m, c, data["charts"][c]) for c in picture.charts],
            "claims": [
                f for f in m.audit.findings if f.claim.id in set(picture.claims)
            ],
        }
        for id_, picture in pictures.items()
        if data[picture.of]
    ]
    return m.render("threats.html.j2", data=data, pictures=shown)


def _models(m: Material, data: dict[str, Any], picture: Picture) -> dict[str, Any]:
    if picture.of == "arrivals":
        return {"arrivals": arrivals(m, data, picture.map)}
    if picture.of == "airspace":
        return {"airspace": airspace(m, data)}
    if picture.of == "routes":
        return {"routes": routes(m, data)}
    return {"violence": violence(m, data)}


def _chart(m: Material, id_: str, chart: dict[str, Any]) -> Plate:
    rows = [
        (r["x"], r["series"], r["multiple"] if chart["index"] else r["y"])
        for r in chart["rows"]
    ]
    table = [
        (
            f"{r['series']}, {r['x']}",
            f"{number(r['y'])} {r['unit']}",
            *([f"{r['multiple']:.2f}"] if chart["index"] else []),
        )
        for r in chart["rows"]
    ]
    unit = (
        f"multiple of {chart['index']}" if chart["index"] else chart["rows"][0]["unit"]
    )
    head = ["series", "value"] + ([unit] if chart["index"] else [])
    return m.plates.add(
        f"threat-{id_.replace('_', '-')}",
        lines(Lines(rows), unit=unit, rule=1.0 if chart["index"] else None),
        f"{chart['title']}. {chart['says']}",
        f"{chart['title']}: a line for each series.",
        head,
        table,
    )  # fmt: skip
