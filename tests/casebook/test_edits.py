"""Edits change what they say and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.edits import Edit, apply, scalar
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import shipped
from steelyard.casebook.yamlfile import parse_yaml

TEXT = """\
# Numbers — the caveats stand in comments.
quantities:

  # people
  guards: {value: 40, unit: person, range: [20, 60]}  # from the leaflet

  day_rate:
    value: 200     # dollars
    says: >-
      what a guard
      costs a day
    range: [150, 300]
    note: "it's “quoted”"

list:
  - action: A2
    start: 2025-03-01   # a Saturday
    note: x
  - {action: A3, scale: 3}
  - action: A4
"""


def lines_that_differ(old: str, new: str) -> list[tuple[str, str]]:
    """Return the lines that differ, old and new."""
    return [
        (a, b)
        for a, b in zip(old.splitlines(), new.splitlines(), strict=True)
        if a != b
    ]


def test_a_value_in_a_block() -> None:
    """The value changes; comment and spacing stay."""
    new = apply(TEXT, [Edit("f", ("quantities", "day_rate", "value"), 250.5)])
    assert lines_that_differ(TEXT, new) == [
        ("    value: 200     # dollars", "    value: 250.5     # dollars")
    ]


def test_values_in_flow_style() -> None:
    """Values within braces and brackets change in their place."""
    edits = [
        Edit("f", ("quantities", "guards", "range", 1), 70.0),
        Edit("f", ("quantities", "guards", "value"), 65.0),
    ]
    new = apply(TEXT, edits)
    assert (
        "guards: {value: 65, unit: person, range: [20, 70]}  # from the leaflet" in new
    )
    assert len(lines_that_differ(TEXT, new)) == 1


def test_a_key_is_added() -> None:
    """A missing key goes into its mapping, in the mapping's own style."""
    new = apply(TEXT, [Edit("f", ("quantities", "guards", "note"), "why: because")])
    assert 'range: [20, 60], note: "why: because"}  # from the leaflet' in new
    new = apply(TEXT, [Edit("f", ("list", 2, "start"), "2025-04-01")])
    assert new.endswith("  - action: A4\n    start: 2025-04-01\n")
    new = apply(TEXT, [Edit("f", ("list", 0, "end"), "2025-05-01")])
    assert "    note: x\n    end: 2025-05-01\n  - {action" in new


def test_a_key_is_taken_away() -> None:
    """A key goes with its line, or with its comma."""
    new = apply(TEXT, [Edit("f", ("list", 0, "start"), None)])
    assert "  - action: A2\n    note: x\n" in new
    new = apply(TEXT, [Edit("f", ("list", 1, "scale"), None)])
    assert "  - {action: A3}\n" in new
    new = apply(TEXT, [Edit("f", ("quantities", "guards", "value"), None)])
    assert "guards: {unit: person" in new


def test_text_over_several_lines() -> None:
    """A folded text is replaced as a whole."""
    new = apply(TEXT, [Edit("f", ("quantities", "day_rate", "says"), "a day's cost")])
    assert parse_yaml(new, "f").data["quantities"]["day_rate"]["says"] == "a day's cost"
    assert "# dollars" in new
    assert "range: [150, 300]" in new


@pytest.mark.parametrize(
    "route",
    [("nobody", "value"), ("quantities", "nobody", "value"), ("list", 9, "start")],
)
def test_no_such_place(route: tuple[str | int, ...]) -> None:
    """A place that is not there is named."""
    with pytest.raises(CasebookError, match="there is no"):
        apply(TEXT, [Edit("f", route, 1.0)])


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    """Whatever is written into a note is read back as it is, and changes nothing else."""
    clean = "".join(c for c in text if c.isprintable())
    new = apply(TEXT, [Edit("f", ("quantities", "day_rate", "note"), clean)])
    data = parse_yaml(new, "f").data
    assert data["quantities"]["day_rate"]["note"] == clean
    data["quantities"]["day_rate"]["note"] = "it's “quoted”"
    assert data == parse_yaml(TEXT, "f").data


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_stays_a_number(value: float) -> None:
    """Whatever number is written is read back as the same number."""
    new = apply(TEXT, [Edit("f", ("quantities", "guards", "value"), value)])
    assert parse_yaml(new, "f").data["quantities"]["guards"]["value"] == value


@pytest.mark.parametrize(
    "text", ["true", "null", "no", "1e6", "2025", "- x", "a: b", "", "~"]
)
def test_words_that_yaml_would_take_for_something_else(text: str) -> None:
    """They are quoted."""
    assert yaml.safe_load(f"x: {scalar(text)}") == {"x": text}


@pytest.mark.parametrize("name", ["sr309", "blank"])
def test_every_quantity_of_shipped_casebooks(name: str) -> None:
    """Each value of each file can be changed, and only it changes."""
    for path in sorted(Path(shipped()[name]).glob("quantities*.yaml")):
        text = path.read_text("utf-8")
        data = parse_yaml(text, path.name).data["quantities"]
        for id_ in list(data)[:: max(1, len(data) // 12)]:
            new = apply(text, [Edit(path.name, ("quantities", id_, "value"), 123.25)])
            assert len(lines_that_differ(text, new)) == 1, id_


PARTS = """\
courses:
  - id: one
    parts:
      - {action: A1}   # always there
      # the second is in doubt
      - action: A2
        note: |
          two lines
          of it

      - {action: A3, scale: 3}
    source: [leaflet]
  - id: two
    parts: [{action: A1}, {action: A2}, {action: A3}]
  - id: three
    parts:
      [
        {action: A1},
        {action: A2},
      ]
"""


@pytest.mark.parametrize("course", [0, 1, 2])
@pytest.mark.parametrize("at", [0, 1, -1])
def test_a_part_is_taken_out(course: int, at: int) -> None:
    """The item goes, in any style and place; comments stay."""
    data = yaml.safe_load(PARTS)
    parts = data["courses"][course]["parts"]
    at %= len(parts)
    new = apply(PARTS, [Edit("f", ("courses", course, "parts", at), None)])
    del parts[at]
    assert yaml.safe_load(new) == data
    assert "# the second is in doubt" in new
    assert len(new.splitlines()) <= len(PARTS.splitlines())


@pytest.mark.parametrize("course", [0, 1, 2])
def test_a_part_is_added(course: int) -> None:
    """It is written after the last one, in the style of its list; nothing else moves."""
    data = yaml.safe_load(PARTS)
    parts = data["courses"][course]["parts"]
    part = {"action": "A4", "start": "2025-04-01", "scale": 2.0}
    route = ("courses", course, "parts", len(parts))
    new = apply(PARTS, [Edit("f", route, part)])
    assert "{action: A4, start: 2025-04-01, scale: 2}" in new
    both = [Edit("f", route, part), Edit("f", (*route[:-1], 0), None)]
    assert "{action: A4" in apply(PARTS, both)
    kept = [
        line for line in PARTS.splitlines() if "A3" not in line and "A2" not in line
    ]
    assert set(kept) <= set(new.splitlines())


def test_a_place_beyond_the_end_is_refused() -> None:
    """A list grows by one at its end, never with a gap."""
    with pytest.raises((CasebookError, IndexError)):
        apply(PARTS, [Edit("f", ("courses", 0, "parts", 7), {"action": "A4"})])


@pytest.mark.parametrize("name", list(shipped()))
def test_parts_of_every_shipped_course(name: str) -> None:
    """In the files that people copy, any course takes a part more and a part less."""
    path = shipped()[name] / "courses.yaml"
    if not path.is_file():
        return
    text = path.read_text()
    for i, course in enumerate(parse_yaml(text, "c").data["courses"]):
        count = len(course.get("parts", []))
        route = ("courses", i, "parts")
        if count:
            more = apply(text, [Edit("c", (*route, count), {"action": "X"})])
            assert apply(more, [Edit("c", (*route, count), None)]) == text
