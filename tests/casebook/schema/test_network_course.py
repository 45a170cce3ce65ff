"""What a course changes in a network."""

from __future__ import annotations

from network_file import TEXT

from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_check import check_network
from steelyard.casebook.schema.network_course import for_course
from steelyard.casebook.schema.network_values import Values
from steelyard.casebook.yamlfile import load_yaml

CHANGE = """\
courses:
  - course: relief
    stations:
      - {id: intake, servers: 9, service: {kind: fixed, mean: 10 min}}
      - {id: clinic, service: {kind: fixed, mean: 1 h}}
    routes:
      - {at: intake, classes: [child], ways: [{to: [clinic]}]}
      - {at: clinic, ways: [{to: [out]}]}
    closures:
      - {station: shelter, begins: 1 h, ends: 2 h}
"""


def read(text: str, tmp_path) -> Network:  # type: ignore[no-untyped-def]
    path = tmp_path / "network.yaml"
    path.write_text(text)
    return Network.model_validate(load_yaml(path).data)


def test_replaces_and_adds(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Parts of the same id are replaced in their place, others added."""
    network = read(TEXT + CHANGE, tmp_path)
    changed = for_course(network, "relief")
    assert [s.id for s in changed.stations] == ["intake", "shelter", "clinic"]
    assert changed.stations[0].servers == 9
    assert changed.stations[1] == network.stations[1]
    assert len(changed.routes) == len(network.routes) + 1
    assert changed.routes[0].ways[0].to == ("clinic",)
    assert changed.routes[1] == network.routes[1]
    assert len(changed.closures) == len(network.closures) + 1
    assert changed.courses == ()


def test_other_courses_change_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A course that the network does not name leaves it as it is."""
    network = read(TEXT + CHANGE, tmp_path)
    assert for_course(network, "nothing") == read(TEXT, tmp_path)


def test_places_and_hours_of_a_course_are_no_numbers(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A course's route names stations, its shifts hours: neither is a quantity."""
    shift = (
        "      - {id: desk, service: {kind: fixed, mean: 1 h}, "
        "shifts: [{begins: '08:00', ends: '16:00', servers: 2}]}\n"
        "    routes:\n"
        "      - {at: desk, ways: [{to: [out]}]}\n"
    )
    text = TEXT + CHANGE.replace("    routes:\n", shift, 1)
    path = tmp_path / "network.yaml"
    path.write_text(text)
    document = load_yaml(path, "network.yaml")
    network = Network.model_validate(document.data)
    found = [str(p) for p in check_network(network, document, Values())]
    assert not any("neither a number nor a quantity" in p for p in found)
