"""`steelyard dossier`."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from steelyard.cli.dossier import register
from steelyard.study.store import Run


@pytest.fixture
def app() -> typer.Typer:
    """Return an application with this command only."""
    app = typer.Typer()
    register(app)
    return app


def test_writes_the_file(app: typer.Typer, tiny_run: Run, tmp_path: Path) -> None:
    """A run is found by the start of its id, and the file's name is printed."""
    out = tmp_path / "d.html"
    asked = ["tiny", "--runs", str(tiny_run.path.parent), "--out", str(out)]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert told.stdout.strip() == out.as_posix()
    assert out.read_text().startswith("<!doctype html>")


def test_no_such_run(app: typer.Typer, tmp_path: Path) -> None:
    """A run that is not there is bad input, in one line."""
    told = CliRunner().invoke(app, ["nothing", "--runs", str(tmp_path)])
    assert told.exit_code == 2
    assert "no run 'nothing'" in told.output


def test_pdf_without_a_browser(
    app: typer.Typer,
    tiny_run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where there is no browser the HTML stays, and the command says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "d.html"
    asked = [str(tiny_run.path), "--out", str(out), "--pdf"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 1
    assert "no browser" in told.output
    assert out.is_file()
