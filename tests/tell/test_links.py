"""Links back from sources, tables and quantities."""

from __future__ import annotations

from steelyard.audit import audit
from steelyard.casebook.model import Casebook
from steelyard.tell.links import links


def test_links_go_both_ways(tiny: Casebook) -> None:
    """A table knows its claims, a source its tables, a quantity its courses."""
    found = links(tiny, audit(tiny), ["nothing", "guard", "reserve"])
    assert list(found.claims_by_table["gauge"]) == ["K1", "K2", "K4"]
    assert list(found.tables_by_source["gauge"]) == ["gauge"]
    assert list(found.courses_by_quantity["guards"]) == ["guard", "reserve"]
    assert list(found.courses_by_quantity["flood_level"]) == ["reserve"]
    assert list(found.courses_by_quantity["settle"]) == ["guard"]
    assert "barrier" not in found.courses_by_quantity, "civil was not run"
