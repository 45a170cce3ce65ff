"""A chart as a file: SVG, PNG, or its rows as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from steelyard.tell.bundle import vega_lite_version
from steelyard.tell.theme import Mode, config

FORMS = (".svg", ".png", ".csv")
"""Endings that `save` knows."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def save(
    chart: Any, path: Path | str, *, width: int = 640, mode: Mode = "light"
) -> Path:
    """Write a chart to a file; the ending says as what.

    Parameters
    ----------
    chart
        An Altair chart, such as those of this package.
    path
        Ends with `.svg`, `.png` (at twice the size) or `.csv`: the chart's rows.
    width
        Pixels, for charts that are as wide as their place.
    mode
        Colours of `.svg` and `.png`; the ground is white, or dark.

    Returns
    -------
    The path.

    Raises
    ------
    ValueError
        If the ending is another.
    OSError
        If the file cannot be written.
    """
    path = Path(path)
    form = path.suffix.lower()
    if form not in FORMS:
        raise ValueError(f"'{path.name}' ends with none of {', '.join(FORMS)}")
    if form == ".csv":
        content = rows_csv(rows(chart)).encode()
    else:
        content = _drawn(chart, form, width, mode)
    path.write_bytes(content)
    return path


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the rows that a chart draws.

    Where its layers draw different rows, such as a series and a stated value,
    each row has a key `layer`, counted from 1.
    """
    found: list[list[dict[str, Any]]] = []
    _gather(chart.to_dict(validate=False), {}, found)
    if len(found) == 1:
        return found[0]
    return [{"layer": i + 1, **row} for i, part in enumerate(found) for row in part]


def _gather(
    spec: dict[str, Any], named: dict[str, Any], found: list[list[dict[str, Any]]]
) -> None:
    named = named | spec.get("datasets", {})
    data = spec.get("data") or {}
    values = named.get(data.get("name", ""), data.get("values"))
    if isinstance(values, list) and values and values not in found:
        found.append(values)
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(key, ()):
            _gather(part, named, found)
    if isinstance(spec.get("spec"), dict):
        _gather(spec["spec"], named, found)


def rows_csv(rows: list[dict[str, Any]]) -> str:
    """Write rows as CSV: a column for each key, in the order they come up.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _drawn(chart: Any, form: str, width: int, mode: Mode) -> bytes:
    import vl_convert as vlc

    text = json.dumps(chart.to_dict(validate=False))
    spec = json.loads(text.replace('"container"', str(width)))
    spec.pop("config", None)
    ground = "#ffffff" if mode == "light" else "#14171b"
    asked: dict[str, Any] = {
        "vl_version": vega_lite_version(),
        "config": {**config(mode), "background": ground},
        "allowed_base_urls": [],
    }
    if form == ".svg":
        return vlc.vegalite_to_svg(spec, **asked).encode()
    return vlc.vegalite_to_png(spec, scale=2, **asked)
