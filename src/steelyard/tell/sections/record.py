"""The record of the run: what to ask for to get the same again."""

from __future__ import annotations

import shlex
from importlib.metadata import version

from markupsafe import Markup

from steelyard.tell.material import Material

LIBRARIES = ("altair", "duckdb", "numpy", "scipy", "vl-convert-python")


def render(m: Material) -> Markup:
    """Return the section."""
    return m.render(
        "record.html.j2",
        command=command(m),
        libraries=[(name, version(name)) for name in LIBRARIES],
    )


def command(m: Material) -> str:
    """Return the command that repeats the run from the casebook kept with it."""
    words = ["steelyard", "assess", f"{m.run.id}/casebook"]
    if list(m.manifest["courses"]) != list(m.casebook.courses):
        for course in m.manifest["courses"]:
            words += ["--course", course]
    words += ["--futures", str(m.manifest["futures"])]
    words += ["--seed", str(m.manifest["seed"])]
    return shlex.join(words)
