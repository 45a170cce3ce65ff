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
    "search",
    "experts",
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
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in COMMANDS:
        importlib.import_module(f"steelyard.cli.{name}").register(app)
    return app


def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Show the version and exit."),
) -> None:
    """Weigh proposals to use military forces in support of civil authorities."""
    if version:
        import steelyard

        typer.echo(f"steelyard {steelyard.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command line."""
    try:
        build()()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
