"""The command line: results on stdout, errors on stderr, exit codes kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TINY = Path(__file__).parent.parent / "tiny"


def steelyard(
    *args: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "steelyard", *map(str, args)],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=120,
        check=False,
    )


def test_help_lists_commands_and_is_quick() -> None:
    """--help names the commands and imports nothing heavy."""
    code = (
        "import sys, time; t = time.perf_counter()\n"
        "from steelyard.cli import build; build()\n"
        "heavy = {'numpy', 'scipy', 'duckdb', 'pyarrow', 'altair', 'pint', 'pydantic',"
        " 'numba', 'fastapi'} & set(sys.modules)\n"
        "print(heavy or 'light')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "light"
    shown = steelyard("--help")
    assert shown.returncode == 0
    for command in ("check", "audit", "assess", "import", "new", "schema"):
        assert command in shown.stdout


def test_version() -> None:
    """--version prints one line."""
    assert steelyard("--version").stdout.startswith("steelyard 0.")


def test_check() -> None:
    """check counts what it read."""
    done = steelyard("check", TINY, "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert (data["claims"], data["checks"], data["courses"]) == (4, 3, 4)


def test_audit_json_keys() -> None:
    """audit --json keeps its stable keys."""
    data = json.loads(steelyard("audit", TINY, "--json").stdout)
    keys = {
        "id",
        "kind",
        "verdict",
        "reason",
        "stated",
        "recomputed",
        "method",
        "sources",
    }
    assert all(keys <= set(claim) for claim in data["claims"])
    assert data["counts"]["claims"] == 4


def test_audit_one_claim() -> None:
    """One claim is shown with its quote, finding and sources."""
    shown = steelyard("audit", TINY, "--claim", "K2").stdout
    assert "contradicted" in shown
    assert "0.25 mile each" in shown
    assert "half a mile" in shown


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("check", "nowhere"), "neither a folder nor the name"),
        (("audit", TINY, "--claim", "K9"), "no claim 'K9'"),
        (("assess", TINY, "--course", "gard"), "did you mean 'guard'?"),
        (("assess", TINY, "--futures", "0"), "futures"),
        (("assess", TINY, "--seed", "x"), "seed"),
        (("import", "cbp-drug", TINY / "claims.yaml"), "cbp-drugs"),
        (("new", TINY), "is not empty"),
    ],
)
def test_bad_input(tmp_path: Path, args: tuple[str | Path, ...], said: str) -> None:
    """Bad input exits 2, says what is wrong and writes nothing."""
    done = steelyard(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_broken_casebook(tiny_folder: Path, tmp_path: Path) -> None:
    """A broken casebook gives file:line:column for each problem."""
    path = tiny_folder / "quantities.yaml"
    path.write_text(path.read_text().replace("[leaflet]", "[leaflets]"))
    done = steelyard("assess", tiny_folder, cwd=tmp_path)
    assert done.returncode == 2
    assert "quantities.yaml:2:" in done.stderr
    assert "did you mean 'leaflet'?" in done.stderr
    assert not (tmp_path / "runs").exists()


def test_check_names_idle_quantities() -> None:
    """With --levers it says what moves what; all of the tiny casebook's do."""
    data = json.loads(steelyard("check", TINY, "--levers", "--json").stdout)
    assert data["levers"]["idle"] == []
    assert set(data["levers"]["moved"]["guards"]) == {"guard", "reserve"}
    shown = steelyard("check", TINY, "--levers")
    assert "move an outcome" in shown.stdout


def test_redo_compare_and_export(tmp_path: Path) -> None:
    """A run is made again bit for bit, compared with another, and written out."""
    runs = ("--runs", tmp_path / "runs")
    ids = []
    for seed in ("1", "2"):
        asked = ("assess", TINY, "--futures", "64", "--seed", seed, *runs, "--json")
        ids.append(json.loads(steelyard(*asked).stdout)["run"])
    again = steelyard("redo", ids[0], *runs)
    assert again.returncode == 0, again.stderr
    assert "bit for bit the same" in again.stdout.replace("\n", " ")
    found = json.loads(steelyard("compare", *ids, *runs, "--json").stdout)
    assert [c["id"] for c in found["changes"] if c["kind"] == "request"] == ["seed"]
    assert "seed" in steelyard("compare", *ids, *runs).stdout
    out = tmp_path / "out.csv"
    done = steelyard("export", ids[0], *runs, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_text().startswith('"course","future"')
    missing = steelyard("compare", ids[0], "nowhere", *runs)
    assert missing.returncode == 2
    assert "no run 'nowhere'" in missing.stderr


def test_new_and_check(tmp_path: Path) -> None:
    """A new casebook passes check, and brings schemas for editors."""
    assert steelyard("new", tmp_path / "mine").returncode == 0
    assert steelyard("check", tmp_path / "mine").returncode == 0
    assert (tmp_path / "mine" / "schemas" / "claims.schema.json").is_file()


def test_assess(tmp_path: Path) -> None:
    """assess writes a run with a dossier and prints the card."""
    args = ("assess", TINY, "--futures", "64", "--json")
    done = steelyard(*args, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert {"run", "path", "dossier", "seconds", "card"} <= set(data)
    cell = data["card"]["guard"]["cost"]
    assert {"extent", "finding", "value", "band", "basis"} <= set(cell)
    page = tmp_path / data["dossier"]
    before = page.read_bytes()
    again = json.loads(steelyard(*args, cwd=tmp_path).stdout)
    assert again["run"] == data["run"]
    assert page.read_bytes() == before
    shown = steelyard("assess", TINY, "--futures", "64", cwd=tmp_path).stdout
    assert "CARRLL" in shown
    assert data["path"] in shown


def test_schema(tmp_path: Path) -> None:
    """schema writes one JSON Schema a file."""
    assert steelyard("schema", "--out", tmp_path / "s").returncode == 0
    schema = json.loads((tmp_path / "s" / "quantities.schema.json").read_text())
    assert schema["$schema"].startswith("https://json-schema.org")
    assert "Quantity" in schema["$defs"]
