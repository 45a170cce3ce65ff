"""`steelyard plan --part loop`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from steelyard.cli.plan import register

sys.path.insert(0, str(Path(__file__).parents[1] / "study"))
import fed_case


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """More come than are planned for."""
    return str(fed_case.write(tmp_path_factory.mktemp("fed"), 4500, 60))


def test_rounds_side_by_side(app: typer.Typer, case: str) -> None:
    """As a table for people; the exit is 0."""
    asked = ["plan", case, "--course", "contract", "--part", "loop"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert "x 1.00" in done.output
    assert "ended: " in done.output


def test_rounds_as_json(app: typer.Typer, case: str) -> None:
    """Keys of every part of a plan, and the rounds."""
    asked = ["plan", case, "--course", "contract", "--part", "loop", "--json"]
    done = CliRunner().invoke(app, asked)
    data = json.loads(done.stdout)
    assert {"objective", "bound", "gap", "seconds", "rounds", "why"} <= set(
        data["loop"]
    )
    assert data["not_evaluated"] == {}


def test_nothing_to_loop(app: typer.Typer, case: str) -> None:
    """A course whose plan feeds nothing says so; an unknown one is refused."""
    asked = ["plan", case, "--course", "nothing", "--part", "loop", "--json"]
    data = json.loads(CliRunner().invoke(app, asked).stdout)
    assert "feeds a link" in data["not_evaluated"]["loop"]
    asked[3] = "nothin"
    assert CliRunner().invoke(app, asked).exit_code == 2
