"""Charts with caption, table and a drawn copy."""

from __future__ import annotations

import json
import re

import altair as alt
import pytest

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.plates import Plates, safe_json


def chart() -> alt.LayerChart:
    """Return a chart with a clip, a legend and text that looks like markup."""
    rows = [{"a": f"</script><b>{i}", "b": i} for i in range(3)]
    bars = rows_chart(rows).mark_bar(clip=True).encode(x="b:Q", y="a:N", color="b:Q")
    return layered(bars, height=90)


def test_drawn_copies_have_their_own_ids() -> None:
    """Every id in a drawing, and every reference to one, carries the plate's."""
    plates = Plates()
    for id_ in ("one", "two"):
        plates.add(id_, chart(), "A caption", "A description", ["a"], [])
    drawn = plates.drawings()
    for id_, svg in drawn.items():
        ids = re.findall(r'\bid="([^"]*)"', svg)
        assert ids, "the chart has clips and a gradient"
        assert all(name.startswith(f"{id_}-") for name in ids)
        used = re.findall(r"url\(#([^)]*)\)", svg)
        assert set(used) <= set(ids)
        assert "<b>" not in svg


def test_specs_cannot_end_their_script() -> None:
    """JSON inside a script element holds no sign of markup, and reads back."""
    data = {"text": "</script><!--&\u2028"}
    text = safe_json(data)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == data


def test_two_charts_of_one_name_are_refused() -> None:
    """A name stands for one chart."""
    plates = Plates()
    plates.add("one", chart(), "c", "d", [], [], drawn=False)
    with pytest.raises(ValueError, match="two charts named 'one'"):
        plates.add("one", chart(), "c", "d", [], [], drawn=False)
    assert plates.drawings() == {}
