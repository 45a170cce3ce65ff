"""The command `history`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from steelyard.cli.history import register
from steelyard.cli.history_plot import HEIGHT, plot
from steelyard.stress.people.history import Picture


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


def test_a_single_case_prints_its_keys(app: typer.Typer) -> None:
    """The stable keys, and the outcome beside."""
    done = CliRunner().invoke(app, ["history", "guantanamo-1991", "--json"])
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert {"id", "measure", "error", "baselines", "coverage80"} <= set(
        data["cases"][0]
    )
    assert [o["id"] for o in data["outcomes"]] == ["guantanamo-1991"]


def test_a_case_is_drawn_and_judged(app: typer.Typer) -> None:
    """A picture, values with their bands, and the table of errors."""
    done = CliRunner().invoke(app, ["history", "east-montana"])
    assert done.exit_code == 0
    assert "four in five" in done.stdout
    assert "●" in done.stdout
    assert "east-montana.population" in done.stdout


def test_a_wrong_name_is_told_the_nearest(app: typer.Typer) -> None:
    """Exit 2, no traceback."""
    done = CliRunner().invoke(app, ["history", "east-montano"])
    assert done.exit_code == 2
    assert "did you mean 'east-montana'?" in done.output


def test_plot_marks_what_came() -> None:
    """A flat line at the top, one count at half of it."""
    days = tuple(range(1000, 1010))
    flat = tuple(10.0 for _ in days)
    picture = Picture(days, flat, flat, flat, ((1000, 10.0),), ((1005, 5.0),), 1000)
    lines = plot(picture)
    assert "─" in lines[0]
    assert "○" in lines[0]
    assert "●" in lines[HEIGHT // 2]


def test_a_lift_is_shown_with_its_errors(app: typer.Typer) -> None:
    """Closed form and programme beside what came, and what was known only later."""
    done = CliRunner().invoke(app, ["history", "frequent-wind-1975"])
    assert done.exit_code == 0
    text = " ".join(done.stdout.split())
    assert "busiest day 1975-04-29: 7,783 people, 672 flights" in text
    assert "+69%" in text
    assert "Known only later" in text
    done = CliRunner().invoke(app, ["history", "frequent-wind-1975", "--json"])
    (outcome,) = json.loads(done.stdout)["outcomes"]
    first = outcome["lifts"][0]
    assert first["error"] == pytest.approx(first["programme"] / first["came"] - 1)
