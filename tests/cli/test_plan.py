"""The command `plan`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from steelyard.cli.plan import register


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


def test_json_has_objective_bound_and_gap(app: typer.Typer) -> None:
    """The stable keys."""
    args = ["plan", "blank", "--course", "nothing", "--part", "movement", "--json"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)["movement"]
    assert data["bound"] <= data["objective"]
    assert 0 <= data["gap"] < 1
    assert data["checked"]["feasible"]


def test_text_says_how_good_it_is(app: typer.Typer) -> None:
    """The bound and the recount are in words."""
    args = ["plan", "blank", "--course", "nothing", "--part", "movement"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    assert "gap" in result.output
    assert "counted anew, mission by mission: holds" in result.output


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--course", "nothin"], "did you mean 'nothing'?"),
        (["--course", "nothing", "--part", "movment"], "did you mean 'movement'?"),
        (["--course", "nothing", "--seconds", "-1"], "seconds must be above 0"),
    ],
)
def test_bad_input(app: typer.Typer, args: list[str], says: str) -> None:
    """Exit 2, one line, no traceback."""
    result = CliRunner().invoke(app, ["plan", "blank", *args])
    assert result.exit_code == 2
    assert says in result.stderr
