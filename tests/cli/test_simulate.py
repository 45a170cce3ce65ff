"""The command `simulate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from steelyard.cli.simulate import register

NETWORK = """\
start: 2025-01-06
classes: [{id: all}]
stations:
  - id: desk
    servers: 2
    service: {kind: exponential, mean: 1 h}
exits: [{id: out}]
routes: [{at: desk, ways: [{to: [out]}]}]
clocks: [{id: limit, limit: 5 h, starts: [desk], stops: [out]}]
arrivals: [{id: in, of: all, station: desk, rates: [{at: 0 h, per_day: 36}]}]
courses:
  - course: more
    stations:
      - {id: desk, servers: 3, service: {kind: exponential, mean: 1 h}}
"""


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "network.yaml"
    path.write_text(NETWORK)
    return path


def run(app: typer.Typer, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["simulate", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_json(app: typer.Typer, file: Path) -> None:
    """The JSON has the keys that others rely on, and is valid to the letter."""
    options = ("--replications", "20", "--seed", "3", "--days", "30", "--json")
    code, out, _ = run(app, str(file), "--course", "nothing", *options)
    assert code == 0
    data = json.loads(out, parse_constant=pytest.fail)
    row = data["stations"][0]
    assert {"id", "mean", "p5", "p95", "peak", "wait_mean", "breaches"} <= set(row)
    assert row["breaches"]["limit"] > 0
    assert data["events"] > 20 * 30 * 36
    again = json.loads(run(app, str(file), "--course", "nothing", *options)[1])
    assert again["stations"] == data["stations"]
    more = json.loads(run(app, str(file), "--course", "more", *options)[1])
    assert more["stations"][0]["wait_mean"] < row["wait_mean"]


def test_tables(app: typer.Typer, file: Path) -> None:
    """People get tables of stations, clocks and ways out."""
    code, out, _ = run(app, str(file), "--course", "nothing", "--days", "10")
    assert code == 0
    for word in ("desk", "limit", "out", "replications"):
        assert word in out


def test_records(app: typer.Typer, file: Path, tmp_path: Path) -> None:
    """Records go to the file that was named."""
    target = tmp_path / "visits.parquet"
    arguments = ("--course", "nothing", "--days", "2", "--records", str(target))
    assert run(app, str(file), *arguments)[0] == 0
    assert target.stat().st_size > 0


def test_bad_input(app: typer.Typer, file: Path) -> None:
    """Bad input gives lines on stderr and exit 2, never a traceback."""
    code, _, err = run(app, str(file), "--course", "nowhere")
    assert code == 2
    assert "no course 'nowhere'; there are: more, nothing" in err
    file.write_text(NETWORK.replace("to: [out]}]}]", "to: [oat]}]}]"))
    code, _, err = run(app, str(file), "--course", "nothing")
    assert code == 2
    assert "network.yaml:8:" in err
    assert "did you mean 'out'?" in err
    file.write_text(NETWORK.replace("servers: 3", "servers: 0"))
    code, _, err = run(app, str(file), "--course", "nothing")
    assert code == 2
    assert "in 'more': 'desk' has no server, ever" in err
    file.write_text("\n".join(x for x in NETWORK.splitlines() if "arriv" not in x))
    code, _, err = run(app, str(file), "--course", "nothing")
    assert code == 2
    assert "nobody comes" in err
    assert run(app, str(file.with_name("none.yaml")), "--course", "x")[0] == 2


def test_casebook_without_network(app: typer.Typer, tiny_folder: Path) -> None:
    """A casebook without a network says so; with one, its quantities count."""
    code, _, err = run(app, str(tiny_folder), "--course", "nothing")
    assert code == 2
    assert "has no network.yaml" in err
    (tiny_folder / "network.yaml").write_text(NETWORK)
    assert run(app, str(tiny_folder), "--course", "nothing", "--days", "2")[0] == 0


def test_engine(app: typer.Typer, file: Path) -> None:
    """A surrogate is refused in words where it may not be used; auto runs exactly."""
    arguments = (str(file), "--course", "nothing", "--days", "3", "--replications", "2")
    code, _, err = run(app, *arguments, "--engine", "surrogate")
    assert code == 2
    assert "too few for a surrogate" in err
    code, _, err = run(app, *arguments, "--engine", "guess")
    assert code == 2
    assert "exact, surrogate or auto" in err
    code, out, _ = run(app, *arguments, "--engine", "auto", "--json")
    assert code == 0
    assert json.loads(out)["approximation"] is None


def test_fed_by_flows(app: typer.Typer, tmp_path: Path) -> None:
    """A casebook whose flows feed its network is run by futures, JSON and chart."""
    chart = tmp_path / "people.svg"
    few = ("--replications", "2", "--cohort", "200", "--seed", "4")
    case = ("sr309", "--course", "civil", *few)
    code, out, err = run(app, *case, "--out", str(chart), "--json")
    assert code == 0, err
    data = json.loads(out, parse_constant=pytest.fail)
    assert {"stations", "events", "seconds", "groups", "clocks"} <= set(data)
    keys = {"id", "mean", "p5", "p95", "peak", "wait_mean", "breaches"}
    assert all(keys <= set(row) for row in data["stations"])
    assert chart.read_text().startswith("<svg")
    code, out, _ = run(app, *case)
    assert code == 0
    assert "Civil agencies grow" in out
    assert "2 futures, seed 4" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--course", "civic"), "no course 'civic'; there are: "),
        (
            ("--course", "nothing", "--days", "5"),
            "--days, --warm-up, --records and --engine",
        ),
        (("--course", "nothing", "--out", "a.pdf"), "must end in .svg or .html"),
    ],
)
def test_fed_refusals(app: typer.Typer, options: tuple[str, ...], said: str) -> None:
    """What cannot be is said on stderr, exit 2."""
    code, _, err = run(app, "sr309", *options)
    assert code == 2
    assert said in err


def test_plain_networks_have_no_cohort(app: typer.Typer, file: Path) -> None:
    """Thinning is for networks that flows feed."""
    code, _, err = run(app, str(file), "--course", "nothing", "--cohort", "5")
    assert code == 2
    assert "--cohort and --out are for networks that flows feed" in err
