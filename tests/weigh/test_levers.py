"""Every lever does something, or is listed as idle."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.weigh.levers import levers


def test_levers_of_the_tiny_casebook(tiny: Casebook) -> None:
    """Guards move guard courses only; nothing of the baseline moves."""
    found = levers(tiny)
    assert found.idle == ()
    assert set(found.moved["guards"]) == {"guard", "reserve"}
    assert set(found.moved["barrier_cost"]) == {"civil"}
    assert "cost.payer.army" in found.moved["day_rate"]["guard"]
    assert "bed_days" not in found.moved["day_rate"]["guard"]
    assert set(found.moved["replay"]) == {"reserve"}


def test_an_idle_quantity_is_listed(tiny_folder: Path) -> None:
    """A quantity that no model reads is named."""
    path = tiny_folder / "quantities.yaml"
    idle = "  ghost: {value: 1, unit: meter, range: [0, 2], basis: assumed, source: [talk]}\n"
    path.write_text(path.read_text() + idle)
    assert levers(open_casebook(tiny_folder)).idle == ("ghost",)


def test_only_chosen_courses(tiny: Casebook) -> None:
    """Looking at one course lists what that course leaves idle."""
    assert "guards" in levers(tiny, ["civil"]).idle
