"""The casebook of an evacuee reception."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook, shipped
from steelyard.casebook.schema.network_course import for_course
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people import Arrivals, simulate


@pytest.fixture(scope="module")
def welcome() -> Casebook:
    return open_casebook("welcome")


def test_it_holds_a_baseline_a_civil_and_a_military_course(welcome: Casebook) -> None:
    """Doing nothing and a civilian course are always compared."""
    kinds = {course.id: course.kind for course in welcome.courses.values()}
    assert kinds["nothing"] == "baseline"
    assert set(kinds.values()) >= {"baseline", "civil", "military"}


def test_each_course_receives_the_same_people(welcome: Casebook) -> None:
    """67,000 people in each, but for what rounding over sites leaves."""
    assert welcome.network is not None
    values = Values(welcome.quantities)
    for course in welcome.courses:
        network = for_course(welcome.network, course)
        arrivals = Arrivals.of(network, values, 24.0)
        assert arrivals.expected == pytest.approx(67_000, abs=10)


def test_bases_empty_and_agencies_bind(welcome: Casebook) -> None:
    """All are placed within a year, no faster than agencies place them."""
    assert welcome.network is not None
    network = for_course(welcome.network, "eight-bases")
    values = Values(welcome.quantities)
    result = simulate(network, None, 24.0 * 200, 1, 1, values=values)
    (placed,) = result.exits()
    assert placed["persons_mean"] > 66_900
    days = [int((result.entries[0, :, -1] > 0).sum())]
    assert max(days) <= 200


def test_totals_of_sites_are_those_that_were_printed() -> None:
    """The eight sites of 3 September 2021 add up to the sum that stands there."""
    path = shipped()["welcome"] / "data" / "receptions.csv"
    with Path(path).open(encoding="utf-8") as stream:
        rows = [r for r in csv.DictReader(stream) if r["operation"] == "allies-welcome"]
    day = [
        r for r in rows if r["date"] == "2021-09-03" and r["measure"] == "population"
    ]
    whole = [float(r["value"]) for r in day if r["site"] == "all"]
    parts = [float(r["value"]) for r in day if r["site"] != "all"]
    assert len(parts) == 8
    assert whole == [sum(parts)]


def test_each_row_has_a_source_that_stands_in_the_casebook(welcome: Casebook) -> None:
    """No count without its source; what is from memory says so in both columns."""
    for row in welcome.tables["receptions"].arrow.to_pylist():
        assert row["source"] in welcome.sources
        assert (row["confidence"] == "memory") == (row["source"] == "recalled")


def test_each_file_tells_its_reader_what_it_is() -> None:
    """Each YAML file opens with a comment."""
    for file in shipped()["welcome"].glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name
