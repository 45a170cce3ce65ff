"""`steelyard experts` and `steelyard search`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from steelyard.cli import build

TINY = str(Path(__file__).parent.parent / "tiny")


def steelyard(*args: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(build(), [str(a) for a in args])


def test_form_pool_and_new_casebook(tmp_path: Path) -> None:
    """A form is written, filled in, pooled, and nothing is written over."""
    form = tmp_path / "form.csv"
    assert steelyard("experts", "form", TINY, "-o", form).exit_code == 0
    lines = form.read_text().splitlines()
    assert lines[0].startswith("round,expert,role,id,question,unit,low,high,best")
    again = steelyard("experts", "form", TINY, "-o", form)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    filled = tmp_path / "ann.csv"
    filled.write_text(
        f"{lines[0]}\n1,ann,Planner,guards,q,person,10,60,30,80,2025-02-01,why,\n"
    )
    new, out = tmp_path / "new", tmp_path / "q.yaml"
    done = steelyard("experts", "pool", TINY, filled, "--new", new, "-o", out, "--json")
    assert done.exit_code == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["quantities"]["guards"]["how"] == "equal"
    assert data["first_round_only"] == 1
    assert "quantities.yaml" in data["changed"]
    assert "guards:" in out.read_text()
    assert steelyard("check", new).exit_code == 0
    twice = steelyard("experts", "pool", TINY, filled, "--new", new)
    assert twice.exit_code == 2
    assert "is not empty" in twice.stderr


def test_pool_shows_each_expert(tmp_path: Path) -> None:
    """The table has the pool, each expert and the casebook."""
    head = "round,expert,role,id,question,unit,low,high,best,confidence,when,why\n"
    filled = tmp_path / "a.csv"
    filled.write_text(f"{head}2,ann,Planner,guards,q,person,10,60,30,80,2025-02-01,\n")
    done = steelyard("experts", "pool", TINY, filled)
    assert done.exit_code == 0, done.stderr
    for text in ("pool, equal weights", "ann (1.00)", "casebook, assumed"):
        assert text in done.stdout


def test_weights_form_needs_swings(tmp_path: Path) -> None:
    """Without fixed ranges there is nothing to ask; with them each is asked."""
    none = steelyard("experts", "weights", TINY)
    assert none.exit_code == 2
    assert "fix ranges in measures.yaml" in none.stderr
    shown = steelyard("experts", "weights", "sr309")
    assert shown.exit_code == 0
    assert "# encounters: " in shown.stdout
    assert "legal_domestic" not in shown.stdout


def test_search(tmp_path: Path) -> None:
    """A front as table, JSON and CSV; the same for the same seed."""
    args = ("search", TINY, "--course", "guard", "--futures", "8", "--budget", "6")
    table = steelyard(*args)
    assert table.exit_code == 0, table.stderr
    assert "through the same 8 futures" in " ".join(table.stdout.split())
    out = tmp_path / "d.csv"
    one, two = steelyard(*args, "--json", "--csv", out), steelyard(*args, "--json")
    assert one.stdout == two.stdout
    data = json.loads(one.stdout)
    assert set(data["beside"]) >= {"nothing", "civil", "guard"}
    shown = len(data["measures"]) - len(data["idle"])
    best = [d["measures"] for d in data["designs"] if d["best"]]
    alike = {tuple(v["value"] for v in values.values()) for values in best}
    body = table.stdout.split("beaten by")[-1]
    # under each value stands its band
    assert body.count(" to ") == shown * (len(data["beside"]) + len(alike)) > 0
    assert len(out.read_text().splitlines()) == 1 + len(data["beside"]) + len(
        data["designs"]
    )


@pytest.mark.parametrize(
    ("args", "wrong"),
    [
        (("--course", "gard"), "did you mean 'guard'"),
        (("--course", "guard", "--lever", "x"), "is no lever"),
        (("--course", "guard", "--measure", "peace"), "no measure 'peace'"),
        (("--course", "guard", "--chart", "x.pdf"), "neither .svg nor .png"),
        (("--course", "guard", "--csv", "/nowhere/x.csv"), "no such folder"),
        (("--course", "guard", "--chart", "x.svg"), "needs two measures"),
    ],
)
def test_bad_search(args: tuple[str, ...], wrong: str) -> None:
    """What is wrong is said in a line, exit 2."""
    done = steelyard("search", TINY, "--futures", "4", "--budget", "2", *args)
    assert done.exit_code == 2
    assert wrong in done.stderr
