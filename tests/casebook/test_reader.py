"""Opening a casebook: everything wrong is found in one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook


def test_tiny_opens(tiny: Casebook) -> None:
    """The tiny casebook is whole."""
    assert list(tiny.courses) == ["nothing", "civil", "guard", "reserve"]
    assert tiny.mark("quantity", "guards").line == 2
    assert len(tiny.digest) == 64


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "casebook.yaml",
            "title:",
            "titel:",
            "unknown key 'titel'; did you mean 'title'?",
        ),
        (
            "casebook.yaml",
            "[claims.yaml]",
            "[claim.yaml]",
            "no file 'claim.yaml'; did you",
        ),
        ("casebook.yaml", "2025-10-01", "2024-10-01", "must be before end"),
        ("casebook.yaml", "2024-01-15", "15.1.2024", "write a date as YYYY-MM-DD"),
        ("casebook.yaml", "currency_year: 2024", "currency_year: 2030", "no year 2030"),
        ("sources.yaml", "kind: planning", "kind: plan", "did you mean 'planning'?"),
        ("claims.yaml", "id: K2", "id: K1", "the claim 'K1' is defined twice"),
        ("claims.yaml", "basis: memory", "basis: rumour", "cannot be 'rumour'"),
        (
            "quantities.yaml",
            "[leaflet]",
            "[leaflets]",
            "no source 'leaflets'; did you mean",
        ),
        ("quantities.yaml", "unit: meter", "unit: metre_high", "is not a unit"),
        ("quantities.yaml", "price_year: 2023", "price_year: 1999", "no year 1999"),
        ("quantities.yaml", "    price_year: 2023\n", "", "money without a price year"),
        ("quantities.yaml", "[20, 60]", "[50, 60]", "outside its range"),
        ("quantities.yaml", "triangular", "triangle", "cannot be of kind 'triangle'"),
        (
            "actions.yaml",
            "amount: guards",
            "amount: guard",
            "no quantity 'guard'; did you",
        ),
        ("actions.yaml", "rate: day_rate", "rate: flood_level", "is not money"),
        (
            "actions.yaml",
            "status: soldier",
            "status: sailor",
            "no duty status 'sailor'",
        ),
        ("actions.yaml", "payer: army", "payer: navy", "no payer 'navy'"),
        (
            "actions.yaml",
            "    not_costed: nobody has said what enforcing it takes\n",
            "",
            "not_costed",
        ),
        ("courses.yaml", "{action: A4}", "{action: A9}", "no action 'A9'"),
        ("courses.yaml", "id: nothing", "id: none", "no course 'nothing'"),
        ("courses.yaml", "kind: civil", "kind: mixed", "no course of kind 'civil'"),
        ("courses.yaml", "indicator: level", "indicator: rain", "no indicator 'rain'"),
        ("courses.yaml", "scale: 3", "scale: -3", "scale must be at least 0"),
        (
            "courses.yaml",
            "source: [leaflet]",
            "sources: [leaflet]",
            "did you mean 'source'?",
        ),
    ],
)
def test_each_mistake_is_named(
    problems_of: Callable[..., list[str]], file: str, old: str, new: str, said: str
) -> None:
    """Every kind of mistake is found, with its file, line and mend."""
    found = problems_of(file, old, new)
    assert any(said in problem for problem in found), found
    assert all(problem.split(":")[1].isdigit() for problem in found)


def test_cycle_of_requirements(problems_of: Callable[..., list[str]]) -> None:
    """Actions that require each other in a ring are refused."""
    found = problems_of(
        "actions.yaml",
        "    title: Guard the bridges\n    source: [leaflet]",
        "    title: Guard the bridges\n    requires: [A1]\n    source: [leaflet]",
    )
    assert any("a cycle: A1 -> A1" in p for p in found)


def test_several_mistakes_in_one_pass(tiny_folder: Path) -> None:
    """A second mistake does not hide behind the first."""
    for file, old, new in [
        ("quantities.yaml", "unit: meter", "unit: zorkmid"),
        ("courses.yaml", "{action: A4}", "{action: A9}"),
        ("sources.yaml", "kind: memory", "kind: mem"),
    ]:
        path = tiny_folder / file
        path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(CasebookError) as caught:
        open_casebook(tiny_folder)
    files = {p.mark.file for p in caught.value.problems}
    assert {"quantities.yaml", "courses.yaml", "sources.yaml"} <= files


def test_folder_that_is_none(tmp_path: Path) -> None:
    """A file, an empty folder, a loop and a wrong name are told apart."""
    file = tmp_path / "file"
    file.write_text("x")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for case, said in [
        (file, "is a file; give the folder"),
        (tmp_path, "the folder has no casebook.yaml"),
        ("tinny", "neither a folder nor the name"),
        (loop, "cannot be read"),
    ]:
        with pytest.raises(CasebookError, match=said):
            open_casebook(case)


def test_digest_follows_content(tiny_folder: Path, tiny: Casebook) -> None:
    """The digest changes with any file and with nothing else."""
    assert open_casebook(tiny_folder).digest == tiny.digest
    path = tiny_folder / "data" / "gauge.csv"
    path.write_text(path.read_text().replace("6.1", "6.2"))
    assert open_casebook(tiny_folder).digest != tiny.digest


def test_a_broken_part_is_not_missed(tiny_folder: Path) -> None:
    """If sources cannot be read, nothing complains that they are not defined."""
    path = tiny_folder / "sources.yaml"
    path.write_text(path.read_text().replace("kind: memory", "kind: mem"))
    with pytest.raises(CasebookError) as caught:
        open_casebook(tiny_folder)
    assert [p.mark.file for p in caught.value.problems] == ["sources.yaml"]
