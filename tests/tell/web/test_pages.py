"""Every page, asked without a browser: there, light, escaped, and plain when wrong."""

from __future__ import annotations

import io
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from steelyard.study.store import Run
from steelyard.tell.web import assets
from steelyard.tell.web.app import create_app
from steelyard.tell.web.fragments import STEPS
from steelyard.tell.web.kept import keep_pages

BOOK = ("", "/claims", "/law", "/law/why", "/courses", "/quantities", "/tables")
BOOK += ("/sources", "/run")
TINY = Path(__file__).parents[2] / "tiny"


@pytest.fixture(scope="module")
def reader(
    tiny_kept: Run, hostile_run: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """A client of a store with a tame and a hostile run; pages only, no changes."""
    runs = tmp_path_factory.mktemp("pages") / "runs"
    shutil.copytree(tiny_kept.path.parent, runs)
    shutil.copytree(hostile_run.path, runs / hostile_run.id)
    keep_pages(Run(runs / hostile_run.id))
    shutil.copytree(TINY, runs / ".casebooks" / "tiny")
    app = create_app(runs)
    app.state.desk.warm = lambda: None
    with TestClient(app, base_url="http://localhost:8309") as client:
        yield client


def pages(run: str) -> list[str]:
    """Return the addresses of all pages of a run and its casebook."""
    book = f"/casebooks/@{run}"
    found = ["/", "/runs", "/about", "/compare", f"/compare?a={run}&b={run}&every=yes"]
    found += [book + rest for rest in BOOK]
    found += [f"{book}/claims/K1", f"{book}/claims?q=half+mile", f"{book}/tables/gauge"]
    found += [f"{book}/run?quantity=guards&course=guard&quantity~guards~value=41"]
    found += [
        f"/runs/{run}{rest}" for rest in ("", "/explore", *(f"/{s}" for s in STEPS))
    ]
    found += [f"/runs/{run}/explore?course=guard&input=guards&low=30&high=50"]
    return found


def test_every_page_is_there(reader: TestClient, tiny_run: Run) -> None:
    """Each answers, in time, under the limit of weight, with one heading of first rank."""
    for address in pages(tiny_run.id):
        reader.get(address)
        began = time.process_time()
        answer = reader.get(address)
        took = time.process_time() - began
        assert answer.status_code == 200, address
        assert took < 1.0, f"{address} took {took:.2f} s"
        heads = re.findall(r"<h1[ >]", answer.text)
        assert len(heads) == (2 if "card-page" in answer.text else 1), address
        assert len(answer.content) < 2_000_000, address
        assert "http://" not in answer.text.replace("http://localhost", ""), address


def test_scripts_and_styles_are_light(reader: TestClient) -> None:
    """What a page loads besides itself stays far below two megabytes."""
    total = 0
    for name in assets.NAMES:
        answer = reader.get(assets.find(name).path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        total += len(assets.find(name).packed)
    assert total < 500_000
    assert reader.get("/static/0000000000000000/page.css").status_code == 404
    assert reader.get("/static/x/..%2f..%2fapp.py").status_code == 404


def test_markup_in_a_casebook_stays_text(reader: TestClient, hostile_run: Run) -> None:
    """Script in every field of a casebook is text on every page."""
    for address in pages(hostile_run.id):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        assert "<script>window.pwned" not in answer.text, address
        assert "<img src=x" not in answer.text, address
        assert 'href="javascript:' not in answer.text, address
        for block in re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.DOTALL):
            if block:
                json.loads(block)


@pytest.mark.parametrize(
    "address",
    [
        "/casebooks/none",
        "/casebooks/@none",
        "/casebooks/.casebooks",
        "/casebooks/tiny/claims/none",
        "/casebooks/tiny/tables/none",
        "/casebooks/tiny/tables/none.csv",
        "/casebooks/tiny/tables/none/rows.json",
        "/casebooks/sr309/law/why?action=none",
        "/casebooks/sr309/law/why?option=none",
        "/jobs/none",
        "/jobs/none.json",
        "/jobs/none/events",
        "/runs/none/explore",
        "/runs/none/card.csv",
        "/compare?a=none&b=none",
        "/static/a/b",
    ],
)
def test_old_links(reader: TestClient, address: str) -> None:
    """What is not there is a plain page, or plain data for programs."""
    answer = reader.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
    if address.endswith((".json", "/events")):
        assert answer.json()["error"]


@pytest.mark.parametrize(
    "address",
    [
        "/casebooks/sr309/law?as_of=yesterday",
        "/casebooks/sr309/law?profile=nobody",
        "/casebooks/sr309/law?reading=NONE=none",
        "/casebooks/sr309/law/why?actor=x&activity=y&place=z",
    ],
)
def test_questions_that_make_no_sense(reader: TestClient, address: str) -> None:
    """They say what is wrong and what would be right."""
    answer = reader.get(address)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/casebooks/tiny/tables/gauge?from=-1",
        "/casebooks/tiny/tables/gauge/rows.json?n=100000",
        "/casebooks/tiny/tables/gauge/rows.json?from=x",
    ],
)
def test_numbers_out_of_range(reader: TestClient, address: str) -> None:
    """They are refused without a trace."""
    answer = reader.get(address)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_files_to_take_away(reader: TestClient, tiny_run: Run) -> None:
    """Tables and results come as CSV, with their numbers in full."""
    run = f"/runs/{tiny_run.id}"
    claims = reader.get("/casebooks/tiny/claims.csv").text.splitlines()
    assert claims[0].startswith("id,kind,weight,verdict")
    assert len(claims) == 5
    card = reader.get(f"{run}/card.csv").text.splitlines()
    assert len(card) == 1 + 4 * 6
    assert reader.get(f"{run}/figures.csv").text.count("\n") > 20
    rows = reader.get(f"{run}/outcomes/guard.csv").text.splitlines()
    assert len(rows) == 65
    table = reader.get("/casebooks/tiny/tables/gauge.csv")
    assert table.content == (TINY / "data" / "gauge.csv").read_bytes()
    assert reader.get(f"{run}/outcomes/none.csv").status_code == 404


def test_cells_that_a_spreadsheet_would_run() -> None:
    """Text that looks like a formula is kept as text."""
    from steelyard.tell.web.sheet import sheet

    text = sheet(["a", "b"], [["=cmd()", -1.5], ["@x", None]])
    assert text == "a,b\n'=cmd(),-1.5\n'@x,\n"


def test_the_law_follows_its_address(reader: TestClient) -> None:
    """A date and a reading in the address change what is shown."""
    base = "/casebooks/sr309/law"
    plain = reader.get(base).text
    assert "as chosen above" not in plain
    desk = reader.app.state.desk
    law = desk.library.open(desk.library.find("sr309")).law
    prop, readings = next(iter(law.readings.items()))
    settled = reader.get(base, params={"reading": f"{prop}={readings[0]}"}).text
    assert "as chosen above" in settled
    assert "1 question settled" in settled
    assert (
        "1 question settled"
        in reader.get(base, params={f"take.{prop}": readings[0]}).text
    )
    voice = next(iter(law.profiles))
    assert "as chosen above" in reader.get(base, params={"profile": voice}).text
    day = law.turning_days[-1]
    assert f"Law as of {day}" in reader.get(base, params={"as_of": day}).text


def test_any_act_can_be_asked_about(reader: TestClient) -> None:
    """Who does what where, with facts, is judged with its reasons."""
    desk = reader.app.state.desk
    vocab = desk.library.open(desk.library.find("sr309")).law.file.vocab
    asked = {
        "actor": next(iter(vocab.actor)),
        "activity": next(iter(vocab.activity)),
        "place": next(iter(vocab.place)),
        "fact": list(vocab.facts)[:2],
    }
    text = reader.get("/casebooks/sr309/law/why", params=asked).text
    assert "At home" in text
    assert "In international law" in text
    assert 'class="tree"' in text


def test_a_version_of_another_hand_is_not_trusted(
    desk_store: Path, bench: TestClient
) -> None:
    """A version that was broken by hand shows its problems with lines."""
    (desk_store / ".casebooks/tiny/claims.yaml").write_text("claims:\n  - id: 1 x\n")
    answer = bench.get("/casebooks/tiny/claims")
    assert answer.status_code == 422
    assert "claims.yaml:2" in answer.text
    assert bench.get("/").status_code == 200
    (desk_store / ".casebooks/linked").symlink_to(desk_store.parent)
    assert bench.get("/casebooks/linked").status_code == 404


def test_a_full_disk(
    bench: TestClient,
    seal_of: Callable[[TestClient], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When nothing can be written, a plain page says so, and nothing is lost."""
    import tempfile

    seal = seal_of(bench)

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    data = {"seal": seal, "quantity": "guards", "quantity~guards~value": "50"}
    answer = bench.post("/casebooks/tiny/save", data=data)
    assert answer.status_code == 507
    assert "Make room" in answer.text
    upload = bench.post(
        "/casebooks", data={"seal": seal}, files={"file": ("a.zip", io.BytesIO(b"PK"))}
    )
    assert upload.status_code == 507


@pytest.mark.slow
def test_a_run_that_was_interrupted(
    bench: TestClient,
    desk_store: Path,
    tiny_run: Run,
    seal_of: Callable[[TestClient], str],
    wait_for: Callable[..., object],
) -> None:
    """Its page says how much is there, and goes on with it."""
    run = desk_store / tiny_run.id
    (run / "results.json").unlink()
    page = bench.get(f"/runs/{tiny_run.id}/money")
    assert page.status_code == 409
    assert "4 of 4 parts are there" in page.text
    answer = bench.post(
        f"/runs/{tiny_run.id}/again",
        data={"seal": seal_of(bench)},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    job = answer.headers["location"]
    told = wait_for(
        lambda: (
            (t := bench.get(f"{job}.json").json())["state"] != "running"
            and t["state"] != "queued"
            and t
        )
    )
    assert told["run"] == tiny_run.id
    assert bench.get(told["go"]).status_code == 200


def test_no_browser_to_print_with(
    bench: TestClient,
    tiny_run: Run,
    monkeypatch: pytest.MonkeyPatch,
    wait_for: Callable[..., object],
) -> None:
    """Where nothing can print, the page says what to do."""
    from steelyard.tell import pdf

    monkeypatch.setattr(pdf, "find_browser", lambda: None)
    path = f"/runs/{tiny_run.id}/dossier.pdf"
    assert bench.get(path).status_code == 202
    wait_for(lambda: bench.get(f"/runs/{tiny_run.id}/pdf.json").json()["done"])
    answer = bench.get(path)
    assert answer.status_code == 503
    assert "print it from your browser" in answer.text
