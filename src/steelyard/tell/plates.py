"""Plates: a chart with caption, description and its numbers in a table."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from markupsafe import Markup

from steelyard.tell.bundle import vega_lite_version
from steelyard.tell.theme import config

Cell: TypeAlias = str | Markup

PRINT_WIDTH = 640
"""Width in pixels of the drawn copies: what an A4 page holds."""


@dataclass(frozen=True)
class Plate:
    """A chart as readers get it.

    Attributes
    ----------
    id
        Unique on the page.
    spec
        Vega-Lite specification, with a width of `container`.
    caption, description
        Shown beneath it; read out in its place.
    head, rows
        Its numbers as a table; the first column names the row.
    drawn
        Whether a drawn copy is made for print and for readers without script.
    """

    id: str
    spec: dict[str, Any]
    caption: str
    description: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn: bool = True


@dataclass
class Plates:
    """All charts of a page."""

    found: dict[str, Plate] = field(default_factory=dict)
    live: bool = False
    """Charts are drawn in the browser only: no copies for print are made."""
    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=2)
    )
    _drawn: dict[str, Future[Markup]] = field(default_factory=dict)

    def warm(self) -> None:
        """Start the drawing machine, if one is wanted, while something else is read."""
        if not self.live:
            self._pool.submit(_start)

    def add(
        self,
        id_: str,
        chart: Any,
        caption: str,
        description: str,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        drawn: bool = True,
    ) -> Plate:
        """Add an Altair chart and return its plate.

        Raises
        ------
        ValueError
            If the id is taken.
        """
        drawn = drawn and not self.live
        if id_ in self.found:
            raise ValueError(f"two charts named '{id_}'")
        spec = chart.to_dict(validate=False)
        spec.pop("config", None)
        spec["description"] = description
        plate = Plate(
            id_,
            spec,
            caption,
            description,
            tuple(head),
            tuple(tuple(row) for row in rows),
            drawn,
        )
        self.found[id_] = plate
        if drawn:
            self._drawn[id_] = self._pool.submit(draw, plate)
        return plate

    def specs_json(self) -> Markup:
        """Return all specifications as JSON that is safe inside a script element."""
        return safe_json({p.id: p.spec for p in self.found.values()})

    def specs_packed(self) -> str:
        """Return all specifications as JSON, gzipped, in base64: a fifth the size."""
        text = str(self.specs_json()).encode()
        return base64.b64encode(gzip.compress(text, 9, mtime=0)).decode()

    def drawings(self) -> dict[str, Markup]:
        """Wait for the copies for print, which are drawn as plates are added.

        Returns
        -------
        Id of the plate: an SVG element whose ids carry the plate's own as prefix.
        """
        try:
            return {id_: drawing.result() for id_, drawing in self._drawn.items()}
        finally:
            self._pool.shutdown(cancel_futures=True)


def _start() -> None:
    import vl_convert as vlc

    empty = {"data": {"values": []}, "mark": "point"}
    vlc.vegalite_to_svg(empty, vl_version=vega_lite_version(), allowed_base_urls=[])


def draw(plate: Plate) -> Markup:
    """Draw a plate as SVG in the light theme, at print width."""
    import vl_convert as vlc

    spec = json.loads(json.dumps(plate.spec).replace('"container"', str(PRINT_WIDTH)))
    svg = vlc.vegalite_to_svg(
        spec,
        vl_version=vega_lite_version(),
        config=config("light"),
        allowed_base_urls=[],
    )
    return Markup(_tidy(svg, plate.id))


_ID = re.compile(r'(\bid="|url\(#|href="#)')
_UNUSED = re.compile(r'\s(role|aria-\w+|font-family)="[^"]*"')
_EMPTY = re.compile(r'<path[^>]*\sd=""[^>]*/>')
_PATH = re.compile(r'\sd="[^"]*"')
_TENTHS = re.compile(r"(\.\d)\d")
"""A tenth of a pixel is enough for a line."""
_SIZE = re.compile(r'\swidth="([\d.]+)" height="([\d.]+)"')


def _tidy(svg: str, prefix: str) -> str:
    """Prefix every id and reference, and let the drawing shrink with its page.

    What is said to screen readers stands beside the drawing, and its font is that
    of the page, so both are left out of it.
    """
    svg = _ID.sub(lambda m: f"{m.group(1)}{prefix}-", svg)
    svg = re.sub(r"(\d+\.\d{2})\d+", r"\1", svg)
    svg = _PATH.sub(lambda m: _TENTHS.sub(r"\1", m.group()), svg)
    svg = _EMPTY.sub("", _UNUSED.sub("", svg))
    head, _, rest = svg.partition(">")
    head = _SIZE.sub(r' style="max-width:\1px"', head, count=1)
    return f'{head} aria-hidden="true">{rest}'


def safe_json(data: Any) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
