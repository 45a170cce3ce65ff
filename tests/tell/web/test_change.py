"""Change a casebook on the page: seen as a difference, kept as a version, run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from steelyard.casebook.reader import open_casebook
from steelyard.study.store import Run

Seal = Callable[[TestClient], str]

RAISED = {
    "quantity": "guards",
    "quantity~guards~value": "50",
    "quantity~guards~basis": "assumed",
    "quantity~guards~note": "if the leaflet is out of date",
}


def post(client: TestClient, path: str, seal: str, data: dict[str, str]) -> object:
    """Send a form."""
    return client.post(path, data={**data, "seal": seal}, follow_redirects=False)


def test_the_difference_is_shown(bench: TestClient) -> None:
    """The page shows the lines that change, and nothing is kept."""
    page = bench.get("/casebooks/tiny/run", params=RAISED)
    assert page.status_code == 200
    assert page.text.count('class="add"') == 1
    assert page.text.count('class="del"') == 1
    assert "value: 50" in page.text
    assert "the file says 40" in page.text
    assert "tiny-2" in page.text, "the name it would have"


def test_save(bench: TestClient, seal_of: Seal, desk_store: Path) -> None:
    """A change is kept as a version; what it came from stays as it was."""
    before = (desk_store / ".casebooks/tiny/quantities.yaml").read_text()
    answer = post(
        bench, "/casebooks/tiny/save", seal_of(bench), {**RAISED, "name": "fifty"}
    )
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/casebooks/fifty"
    kept = open_casebook(desk_store / ".casebooks" / "fifty")
    assert kept.quantities["guards"].value == 50
    assert kept.quantities["guards"].note == "if the leaflet is out of date"
    assert (desk_store / ".casebooks/tiny/quantities.yaml").read_text() == before
    page = bench.get("/casebooks/fifty").text
    assert "of tiny; changed: guards: value; guards: note" in page
    again = post(
        bench, "/casebooks/tiny/save", seal_of(bench), {**RAISED, "name": "fifty"}
    )
    assert again.status_code == 422
    assert "already" in again.text


@pytest.mark.parametrize("name", ["sr309", "blank", "../up", "/etc", "@x", ""])
def test_never_over_a_shipped_one(
    bench: TestClient, seal_of: Seal, desk_store: Path, name: str
) -> None:
    """A name that is taken or leads elsewhere is refused; none means the next free."""
    answer = post(
        bench, "/casebooks/tiny/save", seal_of(bench), {**RAISED, "name": name}
    )
    assert answer.status_code == (303 if not name else 422)
    assert not (desk_store.parent / "up").exists()


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("quantity~guards~value", "many", "write a number"),
        ("quantity~guards~value", "", "write a number"),
        ("quantity~guards~value", "nan", "write a number"),
        ("quantity~guards~value", "1e999", "write a number"),
        ("quantity~guards~value", "70", "is outside its range"),
        ("quantity~guards~range~0", "80", "range must rise"),
        ("quantity~guards~basis", "guessed", "choose one of the list"),
        ("course~civil~0~start", "2025-13-01", "YYYY-MM-DD"),
        ("course~civil~0~start", "2999-01-01", "must be before"),
        ("course~civil~0~scale", "-1", "a number from 0"),
        ("course~civil~0~scale", "no_such", "the id of a quantity"),
        ("futures", "0", "whole number"),
        ("futures", "1e3", "whole number"),
        ("futures", "99999999", "whole number"),
        ("seed", "-1", "whole number"),
    ],
)
def test_bad_input(
    bench: TestClient, seal_of: Seal, desk_store: Path, field: str, text: str, told: str
) -> None:
    """What is wrong stands at its field, in both ways of sending; nothing is kept."""
    data = {"quantity": "guards", "course": "civil", field: text}
    page = bench.get("/casebooks/tiny/run", params=data)
    assert page.status_code == 200
    assert told in page.text
    answer = post(bench, "/casebooks/tiny/run", seal_of(bench), data)
    assert answer.status_code == 422
    assert told in answer.text
    assert sorted(p.name for p in (desk_store / ".casebooks").iterdir()) == ["tiny"]
    assert not list((desk_store / ".jobs").glob("*.json"))


def test_numbers_as_people_write_them(bench: TestClient) -> None:
    """Thousands may be separated; the file gets a plain number."""
    data = {"quantity": "barrier_cost", "quantity~barrier_cost~value": "12,000"}
    assert "value: 12000" in bench.get("/casebooks/tiny/run", params=data).text


def test_a_course_changes(bench: TestClient, seal_of: Seal, desk_store: Path) -> None:
    """Dates and scale of a course's part; a scale may be a quantity."""
    horizon = open_casebook(desk_store / ".casebooks/tiny").front.horizon
    data = {
        "course": "guard",
        "course~guard~1~start": horizon.start,
        "course~guard~1~scale": "2",
        "name": "twice",
    }
    answer = post(bench, "/casebooks/tiny/save", seal_of(bench), data)
    assert answer.status_code == 303, answer.text
    part = open_casebook(desk_store / ".casebooks/twice").courses["guard"].parts[1]
    assert (part.start, part.scale, part.ramp) == (horizon.start, 2.0, "settle")


def test_a_part_more_and_a_part_less(
    bench: TestClient, seal_of: Seal, desk_store: Path
) -> None:
    """An action is added to a course and another taken out, shown first, then kept."""
    data = {
        "course": "guard",
        "course~guard~2~out": "yes",
        "course~guard~new0~action": "A3",
        "course~guard~new0~scale": "2",
        "name": "other",
    }
    page = bench.get("/casebooks/tiny/run", params=data)
    assert page.text.count('class="add"') == 1
    assert page.text.count('class="del"') == 1
    assert "{action: A3, scale: 2}" in page.text.replace("&#39;", "'")
    assert 'name="course~guard~new1~action"' in page.text, "room for one more"
    answer = post(bench, "/casebooks/tiny/save", seal_of(bench), data)
    assert answer.status_code == 303, answer.text
    before = open_casebook(desk_store / ".casebooks/tiny").courses["guard"].parts
    after = open_casebook(desk_store / ".casebooks/other").courses["guard"].parts
    assert [p.action for p in before] == ["A2", "A1", "A4"]
    assert [(p.action, p.scale) for p in after] == [("A2", 1), ("A1", 1), ("A3", 2)]
    assert "taken out" in bench.get("/casebooks/other").text


def test_all_parts_taken_out(bench: TestClient) -> None:
    """A course without parts does nothing, and says so in the file."""
    data = {"course": "civil", "course~civil~0~out": "1", "course~civil~1~out": "1"}
    page = bench.get("/casebooks/tiny/run", params=data)
    assert page.status_code == 200
    assert page.text.count('class="del"') == 1
    assert 'class="wrongs"' not in page.text


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("new0~action", "no-such", "choose one of the list"),
        ("new0~start", "soon", "YYYY-MM-DD"),
        ("new0~start", "2999-01-01", "must be before"),
        ("new0~scale", "-2", "a number from 0"),
    ],
)
def test_a_part_that_cannot_be(
    bench: TestClient, seal_of: Seal, field: str, text: str, told: str
) -> None:
    """What is wrong with a new part stands at its field; nothing is kept."""
    data = {"course": "civil", "course~civil~new0~action": "A1"}
    data |= {f"course~civil~{field}": text}
    answer = post(bench, "/casebooks/tiny/save", seal_of(bench), data)
    assert answer.status_code == 422
    assert told in answer.text


def test_what_the_whole_casebook_forbids(bench: TestClient, seal_of: Seal) -> None:
    """A change that breaks a rule between records is refused."""
    library = bench.app.state.desk.library
    law = library.open(library.find("sr309")).law
    assert law is not None
    one, other = law.excluded[0]
    profile = next(iter(law.profiles))
    data = {"voice": profile, "name": "odd"}
    data |= {f"voice~{profile}~{prop}": reading for prop, reading in (one, other)}
    answer = post(bench, "/casebooks/sr309/save", seal_of(bench), data)
    assert answer.status_code == 422
    assert "exclude one another" in answer.text
    assert re.search(r"\.yaml:\d+:\d+: ", answer.text), "with file and line"


def test_nothing_to_save(bench: TestClient, seal_of: Seal) -> None:
    """Saving without a change says so."""
    answer = post(bench, "/casebooks/tiny/save", seal_of(bench), {"quantity": "guards"})
    assert answer.status_code == 422
    assert "no change to save" in answer.text


def test_search(bench: TestClient) -> None:
    """Words find quantities; an id opens one; nonsense says that nothing fits."""
    assert (
        'value="guards">Open' in bench.get("/casebooks/tiny/run?add=duty+guards").text
    )
    assert "quantity~guards~value" in bench.get("/casebooks/tiny/run?add=guards").text
    assert "No quantity fits" in bench.get("/casebooks/tiny/run?add=zzz").text


@pytest.mark.slow
def test_from_change_to_comparison(
    bench: TestClient, seal_of: Seal, wait_for: Callable[..., object], tiny_run: Run
) -> None:
    """Save and run: the job makes a run, which is compared with the one before."""
    data = {**RAISED, "futures": "64", "seed": "1"}
    answer = post(bench, "/casebooks/tiny/run", seal_of(bench), data)
    assert answer.status_code == 303, answer.text
    job = answer.headers["location"]
    told = wait_for(
        lambda: (
            (t := bench.get(f"{job}.json").json())["state"] in {"finished", "failed"}
            and t
        )
    )
    assert told["state"] == "finished", told
    assert f"/compare?a={tiny_run.id}" in bench.get(job).text
    page = bench.get("/compare", params={"a": tiny_run.id, "b": told["run"]})
    assert page.status_code == 200
    assert "40 person" in page.text
    assert "50 person" in page.text
    assert "future by future" in page.text


def test_a_voice_changes(bench: TestClient) -> None:
    """A reading that a voice takes is changed in the law file."""
    law = bench.app.state.desk.library.open(
        bench.app.state.desk.library.find("sr309")
    ).casebook.law
    profile = law.profiles[0]
    prop = next(iter(profile.readings))
    known = next(p for p in law.propositions if p.id == prop).readings
    other = next(r.id for r in known if r.id != profile.readings[prop])
    data = {"voice": profile.id, f"voice~{profile.id}~{prop}": other}
    page = bench.get("/casebooks/sr309/run", params=data)
    assert page.text.count('class="add"') == 1
    assert f"{prop}: {other}" in page.text
    data = {"voice": profile.id, f"voice~{profile.id}~{prop}": "open"}
    page = bench.get("/casebooks/sr309/run", params=data)
    assert page.text.count('class="add"') == 1
