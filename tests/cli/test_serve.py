"""`steelyard serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer
import uvicorn
from typer.testing import CliRunner

from steelyard.cli.serve import register


@pytest.fixture
def app() -> typer.Typer:
    """Return an application with this command only."""
    app = typer.Typer()
    register(app)
    return app


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Keep what a server would be started with."""
    kept: list[dict[str, Any]] = []
    monkeypatch.setattr(uvicorn, "run", lambda _app, **how: kept.append(how))
    return kept


def test_loopback_by_default(
    app: typer.Typer, started: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Without options the server binds to this machine only."""
    told = CliRunner().invoke(app, ["--runs", str(tmp_path)])
    assert told.exit_code == 0, told.output
    assert started[0]["host"] == "127.0.0.1"
    assert "http://127.0.0.1:8309/" in told.output


def test_other_hosts_need_a_token(
    app: typer.Typer, started: list[dict[str, Any]], tmp_path: Path
) -> None:
    """A host that others reach is refused without a token, before anything starts."""
    asked = ["--runs", str(tmp_path), "--host", "0.0.0.0"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 2
    assert "--token" in told.output
    assert not started
    env = {"STEELYARD_TOKEN": "a-token-of-some-length"}
    told = CliRunner().invoke(app, asked, env=env)
    assert told.exit_code == 0, told.output
    assert "a-token-of-some-length" not in told.output
    assert started[0]["host"] == "0.0.0.0"


def test_a_store_that_is_a_file(app: typer.Typer, tmp_path: Path) -> None:
    """A run store that is a file is bad input."""
    (tmp_path / "runs").write_text("")
    told = CliRunner().invoke(app, ["--runs", str(tmp_path / "runs")])
    assert told.exit_code == 2
    assert "is not a folder" in told.output
