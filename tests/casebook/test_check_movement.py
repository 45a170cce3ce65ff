"""Movement that cannot be planned with is named, with its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import steelyard
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook

BLANK = Path(steelyard.__file__).parent / "casebooks" / "blank"


def spoiled(folder: Path, old: str, new: str) -> str:
    """Return what is said of the blank casebook with one thing changed."""
    case = folder / "case"
    shutil.copytree(BLANK, case)
    for name in ("movement.yaml", "quantities.yaml"):
        path = case / name
        text = path.read_text()
        if old in text:
            path.write_text(text.replace(old, new, 1))
            break
    else:
        raise AssertionError(old)
    with pytest.raises(CasebookError) as caught:
        open_casebook(case)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("role: hub", "role: origin", "no airport is a hub"),
        ("modes: [road]", "modes: [sea]", "no fleet by sea can carry 'crews'"),
        ("destination: camp,", "destination: kamp,", "no airport 'kamp'; did you mean"),
        ("people: engineers", "people: buses", "'buses' is in ratio, not in person"),
        ("seats: bus_seats", "seats: bus_seat", "no quantity 'bus_seat'; did you mean"),
        ("bus_speed: {value: 50", "bus_speed: {value: 0", "'bus_speed' is 0; above 0"),
        ("bus_hour: {value: 180", "bus_hour: {value: -180", "a negative amount"),
        ('due_start: "2025-03-02"', 'due_start: "2025-02-20"', "due before it exists"),
        ("late: late_day", "late: bus_stop", "not in USD/person/day"),
        (
            "planning: ",
            "countries:\n  US: {per_day: none_a_day}\nplanning: ",
            "no quantity 'none_a_day'",
        ),
        (
            "planning: ",
            "countries:\n  XX: {refuses: true}\nplanning: ",
            "no country of an airport 'XX'",
        ),
        (
            "    cost_per_hour: bus_hour",
            "    cost_per_hour: bus_hour\n    readiness_floor: bus_range_count",
            "no quantity 'bus_range_count'",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """Each with file, line and column."""
    text = spoiled(tmp_path, old, new)
    assert says in text
    assert re.search(r"(movement|quantities)\.yaml:\d+:\d+: ", text)


def test_a_country_that_takes_nobody(tmp_path: Path) -> None:
    """A limit of 0 must be said as a refusal."""
    case = tmp_path / "case"
    shutil.copytree(BLANK, case)
    with (case / "quantities.yaml").open("a") as file:
        file.write(
            "  nobody: {value: 0, unit: person/day, basis: measured, source: [example]}\n"
            "  many: {value: 9, unit: ratio, basis: measured, source: [example]}\n"
        )
    path = case / "movement.yaml"
    text = path.read_text()
    text = text.replace("planning: ", "countries:\n  US: {per_day: nobody}\nplanning: ")
    bus = "    cost_per_hour: bus_hour"
    path.write_text(text.replace(bus, f"{bus}\n    readiness_floor: many"))
    with pytest.raises(CasebookError) as caught:
        open_casebook(case)
    assert "'US' takes nobody: 'nobody' is 0; say `refuses: true`" in str(caught.value)
    assert "9 of 'bus' must stay within reach, and 5 can be used" in str(caught.value)
