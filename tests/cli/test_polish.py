"""What all commands share: help, JSON, completion; series and card in text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer

from steelyard.cli import build
from steelyard.cli.spark import spark

RUN = (sys.executable, "-m", "steelyard")
TINY = Path(__file__).parent.parent / "tiny"


def _commands() -> dict[str, Any]:
    """Return every command that can be run, those of groups by both their names."""
    found = {}
    top: Any = typer.main.get_command(build())
    for name, command in top.commands.items():
        inner = getattr(command, "commands", None)
        found |= (
            {f"{name} {n}": c for n, c in inner.items()} if inner else {name: command}
        )
    return found


COMMANDS = _commands()


def test_json_everywhere() -> None:
    """Every command but the server, which prints no result, takes --json."""
    without = [
        name
        for name, command in COMMANDS.items()
        if not any("--json" in p.opts for p in command.params)
    ]
    assert without == ["serve"]


def test_every_option_has_help() -> None:
    """Each command, argument and option says what it is, as a sentence."""
    for name, command in COMMANDS.items():
        assert command.help, name
        for param in command.params:
            told = getattr(param, "help", None)
            assert told, f"{name} {param.name}"
            assert told.endswith("."), f"{name} {param.name}: {told}"


def complete(words: str, at: int) -> list[str]:
    """Ask what the shell would."""
    code = "from steelyard.cli import build; build()(prog_name='steelyard')"
    asked = {
        "_STEELYARD_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(at),
        "PYTHONPATH": ":".join(sys.path),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=asked,
        check=False,
    )
    return done.stdout.split()


def test_completion() -> None:
    """Commands, options and shipped casebooks are completed."""
    assert "audit" in complete("steelyard a", 1)
    assert "--claim" in complete("steelyard audit --c", 2)
    assert "blank" in complete("steelyard check b", 2)


def test_completion_script() -> None:
    """--show-completion prints the script for the shell that is named."""
    code = "from steelyard.cli import build; build()(prog_name='steelyard')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"_STEELYARD_COMPLETE": "source_bash", "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert "_STEELYARD_COMPLETE=complete_bash" in done.stdout


def test_new_and_schema_as_json(tmp_path: Path) -> None:
    """What was written is named."""
    for args in (["new", "mine"], ["schema", "--out", "kept"]):
        done = subprocess.run(
            [sys.executable, "-m", "steelyard", *args, "--json"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=True,
        )
        data = json.loads(done.stdout)
        assert all((tmp_path / data["folder"] / f).is_file() for f in data["files"])


def test_assess_in_full(tmp_path: Path) -> None:
    """--full prints all six findings of every course, within 80 columns."""
    done = subprocess.run(
        [*RUN, "assess", str(TINY), "--futures", "16", "--full"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout.count("lethality") >= 4
    assert "what is missing" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_spark() -> None:
    """Lowest and highest have the ends of the scale; gaps are gaps; long is short."""
    assert spark([0, 7, None, 3.5]) == "▁█ ▅"
    assert spark([2, 2]) == "▄▄"
    assert spark([]) == ""
    assert len(spark(list(range(100)))) == 32
