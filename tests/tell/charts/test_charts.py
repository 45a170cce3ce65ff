"""Every public chart, drawn from the tiny run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.outlines import outlines
from steelyard.casebook.reader import open_casebook
from steelyard.tell import charts
from steelyard.tell.bundle import vega_lite_version
from steelyard.tell.material import Material
from steelyard.tell.theme import config

DRAWN: dict[str, Callable[[Material], Any]] = {
    "verdict_shares": lambda m: charts.verdict_shares(m.audit),
    "verdicts_by_kind": lambda m: charts.verdicts_by_kind(m.audit),
    "claim_series": lambda m: charts.claim_series(m.audit.findings[0]),
    "cost_bands": lambda m: charts.cost_bands(m.casebook, m.results),
    "over_nothing_bands": lambda m: charts.over_nothing_bands(m.casebook, m.results),
    "cost_split": lambda m: charts.cost_split(m.casebook, m.results, "year"),
    "cost_drivers": lambda m: charts.cost_drivers(m.casebook, m.results),
    "basis_shares": lambda m: charts.basis_shares(m.casebook, m.results),
    "amount_bands": lambda m: charts.amount_bands(
        m.casebook, m.results, "peak.persons"
    ),
    "outline_map": lambda m: charts.outline_map(
        outlines(open_casebook("sr309"), "line")
    ),
    "bands": lambda _: charts.bands(
        [charts.BandRow(n, n, 1.0, 2.0, 3.0, (0.5, 4.0), n) for n in "abc"], "day"
    ),
    "rank_shares": lambda _: charts.rank_shares({"A": [0.6, 0.4], "B": [0.4, 0.6]}),
    "tornado": lambda _: charts.tornado(
        [charts.Swing(n, n, 1.0, 3.0) for n in "abc"], "day"
    ),
    "tradeoff": lambda _: charts.tradeoff(
        [charts.Point(n, (1.0, 2.0, 3.0), (1.0, 2.0, 3.0), "civil") for n in "abc"],
        ("Cost", "Days"),
        ("USD", "day"),
    ),
}

ELSEWHERE = {"history_band", "law_matrix"}
"""Charts with a test of their own name."""

HELPERS = {"BandRow", "Point", "Swing", "rows", "save"}
"""What charts take, and what is done with them."""


def test_all_public_charts_are_drawn_here() -> None:
    """No chart is public without being drawn by a test."""
    assert set(charts.__all__) - HELPERS - ELSEWHERE == DRAWN.keys()
    here = Path(__file__).parent
    assert all((here / f"test_{name}.py").is_file() for name in ELSEWHERE)


@pytest.mark.parametrize("name", DRAWN)
def test_drawn(name: str, material: Material) -> None:
    """Each chart is a valid specification that draws itself from its own data."""
    import vl_convert as vlc

    spec = DRAWN[name](material).to_dict()
    assert "http" not in json.dumps({k: v for k, v in spec.items() if k[0] != "$"})
    svg = vlc.vegalite_to_svg(
        {**spec, "width": 500},
        vl_version=vega_lite_version(),
        config=config("dark"),
        allowed_base_urls=[],
    )
    assert svg.count("<path") > 2
    assert "NaN" not in svg


def test_split_by_year_is_in_order(material: Material) -> None:
    """Fiscal years follow each other in the bars and in the legend."""
    spec = charts.cost_split(material.casebook, material.results, "year").to_dict()
    bars = spec["layer"][0]
    domain = bars["encoding"]["color"]["scale"]["domain"]
    assert domain == sorted(domain)
    assert len(domain) == 1, "the tiny horizon is one fiscal year"
