"""The command line: each command calls one verb."""

from __future__ import annotations

import importlib
import sys

import typer

COMMANDS = (
    "check",
    "audit",
    "law",
    "plan",
    "escalate",
    "assess",
    "weigh",
    "compare",
    "redo",
    "export",
    "account",
    "simulate",
    "history",
    "dossier",
    "serve",
    "import_",
    "new",
    "schema",
)
"""Modules of this package, each with `register(app)`, in the order of help."""


def build() -> typer.Typer:
    """Build the application; heavy imports wait until a command runs."""
    app = typer.Typer(
        name="steelyard",
        help="Weigh proposals to use military forces in support of civil authorities.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in COMMANDS:
        importlib.import_module(f"steelyard.cli.{name}").register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        import steelyard

        typer.echo(f"steelyard {steelyard.__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version and exit.",
        is_eager=True,
        callback=_show_version,
    ),
) -> None:
    """Weigh proposals to use military forces in support of civil authorities."""


def main() -> None:
    """Run the command line."""
    try:
        build()()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
