"""What is found wrong with a network, where, and with what mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from network_file import TEXT
from pydantic import ValidationError

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_check import check_network
from steelyard.casebook.schema.network_values import Values, span_hours
from steelyard.casebook.yamlfile import load_yaml


def problems(tmp_path: Path, text: str, values: Values | None = None) -> list[str]:
    path = tmp_path / "network.yaml"
    path.write_text(text)
    document = load_yaml(path, "network.yaml")
    network = Network.model_validate(document.data)
    return [str(p) for p in check_network(network, document, values)]


def test_nothing_wrong(tmp_path: Path) -> None:
    """The small network is in order."""
    assert problems(tmp_path, TEXT, Values()) == []


BAD = [
    ("share: 0.25", "share: 0.35", "the shares from 'intake' add up to 1.1"),
    ("to: [bus]", "to: [buss]", "'buss' is no place of this network"),
    ("of: adult", "of: adlut", "'adlut' is no class"),
    ("every: 6 h, ", "", "the link 'bus' has no departure"),
    ("seats: 20", "seats: 0", "the link 'bus' has no seats"),
    ("at_least: 2", "at_least: 21", "asks for more persons than it has"),
    ("cancelled: 0.05", "cancelled: 1", "a share of 1 of departures"),
    ("travel: 2 h", "travel: -2 h", "the time '-2 h' is negative"),
    ("mean: 20 min", "mean: 0 min", "the time '0 min' is zero"),
    ("stops: [out, gone]", "stops: [intake]", "no path stops the clock"),
    ("persons: 10", "persons: 61", "starts with 61 persons and has room for"),
    ("ends: 36 h", "ends: 24 h", "the closure ends at 24 h"),
    ("lead: 12 h, servers: 2", "lead: 12 h", "the surge 'help' brings nothing"),
    ("below: 5", "below: 40", "withdrawn at the level that calls it"),
    ("  - {id: gone}", "  - {id: out}", "the id 'out' stands twice"),
    ("cv: 0.8", "cv: 0", "it is zero"),
    ("floor: 70", "flor: 70", "'flor' is no standard"),
    ("per_person: 3.5", "per_person: -3.5", "-3.5 is negative"),
]


@pytest.mark.parametrize(("old", "new", "message"), BAD, ids=lambda x: x[:20])
def test_bad_input(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Each fault is found with its place and its mend."""
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    mine = [p for p in problems(tmp_path, TEXT.replace(old, new, 1)) if message in p]
    assert mine
    assert "; " in mine[0], "no mend"
    assert abs(int(mine[0].split(":")[1]) - line) <= 1


def test_no_server_ever(tmp_path: Path) -> None:
    """A station without any server, and without help that brings one, is named."""
    text = TEXT.replace("servers: 2\n", "servers: 0\n")
    assert problems(tmp_path, text) == [], "the surge brings servers"
    text = text.replace("lead: 12 h, servers: 2", "lead: 12 h, room: 5")
    assert "'intake' has no server, ever" in problems(tmp_path, text)[0]


def test_unreachable_station(tmp_path: Path) -> None:
    """A station that nobody comes to is named."""
    text = TEXT.replace("{share: 0.75, to: [bus]}", "{share: 0.75, to: [out]}")
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert "nobody can come to 'bus'" in found[0]


def test_no_way_out(tmp_path: Path) -> None:
    """A circle without an exit is named."""
    text = TEXT.replace(
        "- at: bus\n    ways: [{to: [out]}]", "- at: bus\n    ways: [{to: [bus]}]"
    )
    assert any("no exit can be reached from bus" in p for p in problems(tmp_path, text))


def test_missing_route(tmp_path: Path) -> None:
    """A class that is stuck at a station is named."""
    text = TEXT.replace("  - at: shelter\n    ways: [{to: [out]}]\n", "")
    found = problems(tmp_path, text)
    assert any("no route for class 'adult' from 'shelter'" in p for p in found)


def test_circle_of_hard_rooms(tmp_path: Path) -> None:
    """Hard rooms that can wait for each other for ever are refused."""
    text = TEXT.replace("full: exceed", "full: wait").replace(
        "- at: shelter\n    ways: [{to: [out]}]",
        "- at: shelter\n    ways: [{share: 0.9, to: [out]}, {share: 0.1, to: [intake]}]",
    )
    found = problems(tmp_path, text)
    assert any("'intake' can wait for itself" in p for p in found)


def test_all_in_one_pass(tmp_path: Path) -> None:
    """Several faults are found in one pass."""
    text = TEXT.replace("travel: 2 h", "travel: -2 h").replace("of: child", "of: kid")
    assert len(problems(tmp_path, text)) == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("travel: 2 h", "travel: 2 parsecs"),
        ("mean: 20 min", "mean: .nan"),
        ("seats: 20", "seats: .inf"),
        ("full: wait", "full: maybe"),
        ("says: m2 of floor", "sayz: m2"),
        ("kind: lognormal", "kind: weibull"),
        ("gives_up_to: gone", "says: nothing"),
    ],
)
def test_refused_by_the_format(tmp_path: Path, old: str, new: str) -> None:
    """What the format does not allow does not get as far as a check."""
    with pytest.raises((ValidationError, CasebookError)):
        problems(tmp_path, TEXT.replace(old, new, 1))


def quantity(value: float, unit: str) -> Quantity:
    return Quantity(value=value, unit=unit, basis="measured", source=("x",))


def test_quantities(tmp_path: Path) -> None:
    """Quantities by id stand for numbers; unknown or unfit ones are named."""
    text = TEXT.replace("mean: 3 days", "mean: stay").replace("0.25", "part")
    known = {"stay": quantity(2, "day"), "part": quantity(25, "percent")}
    assert problems(tmp_path, text, Values(known)) == []
    found = problems(tmp_path, text, Values({"part": quantity(25, "percent")}))
    assert len(found) == 1
    assert "'stay' is neither a number nor a quantity" in found[0]
    wrong = known | {"stay": quantity(2, "kg")}
    assert any("cannot convert" in p for p in problems(tmp_path, text, Values(wrong)))
    assert problems(tmp_path, text) == [], "without quantities they are not checked"


def test_values_in_hours_and_persons() -> None:
    """Times become hours, shares ratios, rates persons an hour."""
    values = Values(
        {
            "stay": quantity(2, "day"),
            "part": quantity(25, "percent"),
            "flow": quantity(48, "person/day"),
        },
        {"stay": 3.0},
    )
    assert values.hours("45 min") == 0.75
    assert values.hours("2 weeks") == 336
    assert values.hours("stay") == pytest.approx(72)
    assert values.number("part") == 0.25
    assert values.per_hour("flow") == pytest.approx(2)
    assert values.per_hour(24) == 1
    assert values.count(2.5) == 3
    assert span_hours("stay") is None
