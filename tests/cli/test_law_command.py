"""`steelyard law`: text, JSON, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import steelyard
from steelyard.cli import build

SHIPPED = Path(steelyard.__file__).parent / "casebooks"
DETAIN = "t10_active,temp_detention,border_line"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The tiny casebook with the law of SR309 in it."""
    tiny = Path(__file__).parent.parent / "tiny"
    folder = Path(shutil.copytree(tiny, tmp_path / "case"))
    shutil.copy(SHIPPED / "sr309/law.yaml", folder / "law.yaml")
    front = folder / "casebook.yaml"
    text = front.read_text(encoding="utf-8")
    if "law: [law.yaml]" not in text:
        text = text.replace("files:\n", "files:\n  law: [law.yaml]\n", 1)
        front.write_text(text, encoding="utf-8")
    return folder


def run(*args: str | Path) -> tuple[int, str, str]:
    """Run the command; return exit code, stdout and stderr."""
    done = CliRunner().invoke(build(), ["law", *map(str, args)])
    return done.exit_code, done.stdout, done.stderr


def test_an_act_as_json(case: Path) -> None:
    """The keys that other programs rely on."""
    code, out, _ = run(case, "--act", DETAIN, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["as_of"] == "2026-03-26"
    for system in ("domestic", "international"):
        keys = {"verdict", "depends_on", "lawful_if", "barred_if", "why"}
        assert keys <= set(data[system])
    assert data["domestic"]["verdict"] == "depends"
    assert data["domestic"]["lawful_if"][0][0] == {
        "id": "CP-ART2-BORDER",
        "reading": "inherent",
    }


def test_why_on_one_screen(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reasons, the National Defense Area, and the lines to change."""
    monkeypatch.setenv("COLUMNS", "120")
    code, out, _ = run(case, "--act", DETAIN, "--why")
    assert code == 0
    assert "Lifting a bar is not an authority" in out
    assert "CP-NDA=base_security alone" in out
    assert out.count("law.yaml:") > 20


def test_an_option_at_two_dates(case: Path) -> None:
    """Border Patrol and drones: January 2025 against today."""
    then = run(case, "--option", "OP-06", "--as-of", "2025-01-31")[1]
    now = run(case, "--option", "OP-06")[1]
    assert "DOMESTIC: unlawful" in then
    assert "DOMESTIC: lawful" in now


def test_profile_and_readings(case: Path) -> None:
    """Readings taken settle what they settle."""
    args = ("--option", "OP-08", "--profile", "crs_gao", "--json")
    data = json.loads(run(case, *args)[1])
    assert data["domestic"]["verdict"] == "unlawful"
    args = ("--option", "OP-09", "--reading", "CP-NDA=base_security", "--json")
    data = json.loads(run(case, *args)[1])
    assert data["domestic"]["verdict"] == "lawful"
    assert data["taken"] == {"CP-NDA": "base_security"}


def test_all_options(case: Path) -> None:
    """Alone it shows every option by whose reading is taken."""
    code, out, _ = run(case, "--json")
    data = json.loads(out)
    assert code == 0
    assert set(data["columns"]) >= {"sr309", "courts_so_far", "crs_gao", "all"}
    assert data["cells"]["disagree"] == []
    assert run(case)[1].count("OP-") >= 28


def test_a_changed_line_shows_its_effect(case: Path) -> None:
    """A dissenting lawyer's change: exit 1, and the cells that disagree by name."""
    law = case / "law.yaml"
    text = law.read_text(encoding="utf-8")
    changed = text.replace(
        "{reading: CP-NDA=base_security}], says",
        "{fact: lea_request}, {reading: CP-NDA=base_security}], says",
        1,
    )
    assert changed != text
    law.write_text(changed, encoding="utf-8")
    code, out, _ = run(case)
    assert code == 1
    assert "OP-09" in out
    assert "X-41" in out
    assert "disagree with the rules" in out


def test_a_course(case: Path) -> None:
    """A course of the casebook, action by action."""
    code, out, _ = run(case, "--course", "nothing")
    assert code == 0
    assert "nothing" in out
    code, _, err = run(case, "--course", "nothin")
    assert code == 2
    assert "did you mean 'nothing'?" in err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--act", "t10_actve,temp_detention,nda"), "did you mean 't10_active'?"),
        (("--act", "x"), "write actor,activity,place[,fact+fact]"),
        (("--act", ",,"), "write actor,activity,place[,fact+fact]"),
        (("--option", "OP-99"), "unknown option 'OP-99'"),
        (("--option", "OP-01", "--act", DETAIN), "give one of"),
        (("--option", "OP-01", "--as-of", "2025-02-30"), "is no date"),
        (("--option", "OP-01", "--profile", "nobody"), "unknown profile"),
        (("--option", "OP-01", "--reading", "CP-NDA"), "write --reading PROP=READING"),
        (("--option", "OP-01", "--reading", "CP-NDA=x"), "has no reading 'x'"),
    ],
)
def test_bad_input(case: Path, args: tuple[str, ...], says: str) -> None:
    """Exit 2, one line on stderr, nothing on stdout."""
    code, out, err = run(case, *args)
    assert code == 2
    assert says in err
    assert out == ""


def test_a_casebook_without_law(case: Path) -> None:
    """Said in one line."""
    front = case / "casebook.yaml"
    text = front.read_text(encoding="utf-8")
    front.write_text(text.replace("  law: [law.yaml]\n", "", 1), encoding="utf-8")
    code, _, err = run(case, "--act", DETAIN)
    assert code == 2
    assert "names no file of law" in err


def test_a_law_file_outside_the_casebook(case: Path) -> None:
    """A name that leads out of the folder is refused."""
    front = case / "casebook.yaml"
    text = front.read_text(encoding="utf-8")
    shutil.copy(case / "law.yaml", case.parent / "law.yaml")
    front.write_text(text.replace("[law.yaml]", "[../law.yaml]", 1), encoding="utf-8")
    code, _, err = run(case, "--act", DETAIN)
    assert code == 2
    assert "is not such a file" in err


def test_a_broken_law_file(case: Path) -> None:
    """File, line, column, and what would be right."""
    law = case / "law.yaml"
    text = law.read_text(encoding="utf-8")
    law.write_text(text.replace("{holds: pca_force}", "{holds: pca_forse}", 1))
    code, _, err = run(case, "--act", DETAIN)
    assert code == 2
    assert "no atom 'pca_forse'; did you mean 'pca_force'?" in err
    assert err.startswith("law.yaml:")
