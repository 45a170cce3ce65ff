"""Back-tests that cannot be run are named, with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook, shipped


def problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """Return what is wrong with `welcome` after changes of its history.yaml."""
    book = folder / "book"
    shutil.copytree(shipped()["welcome"], book)
    file = book / "history.yaml"
    text = file.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text)
    with pytest.raises(CasebookError) as caught:
        open_casebook(book)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("table: receptions", "table: reception", "no table 'reception'; did you mean"),
        ("case: allies-welcome", "case: allies", "no operation in the table 'allies'"),
        ("[fort_mccoy,", "[fort_mcoy,", "no site in the table 'fort_mcoy'"),
        ("waiting_overseas", "waiting", "no count of the whole network"),
        ("like: new-life", "like: newlife", "no other reception 'newlife'"),
        ("like: new-life", "like: allies-welcome", "no other reception"),
        ("spread: pace_spread", "spread: pace", "no quantity 'pace'"),
        (
            "spread: pace_spread",
            "spread: hold",
            "'hold' is in day; it must be in ratio",
        ),
        ('["2021-08-29", "2021-10-10"]', '["2021-10-29", "2021-10-10"]', "window must"),
        ('ends: "2022-06-30"', 'ends: "2021-06-30"', "ends must come after"),
        ("kind: inflow", "kind: outflow", "inflow"),
        ("id: new-life", "id: allies-welcome", "defined twice"),
        ("{below: 0.15}", "{under: 0.15}", "under"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """File, line and column, what is wrong, and the nearest known name."""
    found = problems(tmp_path, (old, new))
    assert any(says in line and line.startswith("history.yaml:") for line in found)


def test_an_operation_that_was_not_over_cannot_be_the_measure(tmp_path: Path) -> None:
    """The earlier operation must have ended before the window begins."""
    window = ('["2021-08-29", "2021-10-10"]', '["1975-08-29", "2021-10-10"]')
    assert any(
        "was not over before 1975-08-29" in p for p in problems(tmp_path, window)
    )


def test_several_faults_are_found_in_one_pass(tmp_path: Path) -> None:
    """One pass names them all."""
    found = problems(
        tmp_path, ("[fort_mccoy,", "[fort_mcoy,"), ("like: new-life", "like: new-live")
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("origin: kabul", "origin: kabal", "no place 'kabal'; did you mean 'kabul'"),
        ("bases: [al-udeid,", "bases: [al-udaid,", "no place 'al-udaid'"),
        ("base: al-udeid", "base: kabul", "no base 'kabul'"),
        ("speed: c17_cruise", "speed: c17_hours", "it must be in kilometer/hour"),
        ("seats: c17_policy", "seats: c17_polic", "no quantity 'c17_polic'"),
        (
            "flights_per_day: kabul_flights,",
            "flights_per_day: kabul_flights, parking: staging_parking,",
            "give flights_per_day, or parking",
        ),
        (
            "{c17_policy: c17_pallets}",
            "{c17_ploicy: c17_pallets}",
            "no quantity of this lift 'c17_ploicy'",
        ),
        ("{c17_policy: c17_pallets}", "{c17_policy: c17_hours}", "must be in person"),
        ("measure: flights_24h}", "measure: flights}", "no measure at 'kabul'"),
        ("shown: floor", "shown: flor", "no variant 'flor'"),
        ('["2021-08-18", "2021-08-30"]', '["2021-08-16", "2021-08-30"]', "days must"),
        ('["2021-08-18", "2021-08-30"]', '["2022-08-16", "2022-08-30"]', "no count"),
        ('{start: "2021-08-16",', '{start: "2021-08-14",', "must rise"),
        ("aircraft: kabul_c17}", "aircraft: c17_hours}", "it must be in aircraft"),
        ("{id: pallets,", "{id: policy,", "variant 'policy' is defined twice"),
        ("ground_time: c17_ground", "ground_time: pace_spread", "it must be in hour"),
        ("lat: 34.5659", "lat: 134.5659", "less than or equal to 90"),
        (
            "aircraft: kabul_c17_first}, {",
            "aircraft: kabul_c17}, {",
            "",
        ),
    ],
)
def test_each_fault_of_a_lift_is_named(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """File, line and column, what is wrong, and what would be right."""
    if not says:
        new = new.replace(
            "}, {", '}, {start: "2021-08-15", aircraft: kabul_c17_first}, {'
        )
        says = "aircraft at hand may only become more"
    found = problems(tmp_path, (old, new))
    assert any(says in line and line.startswith("history.yaml:") for line in found), (
        found
    )
