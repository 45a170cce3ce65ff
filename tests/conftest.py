"""A tiny casebook: four claims, eight quantities, four courses, easy to follow."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.weigh.results import weigh

# a loaded machine may be slow; no property here is about time
settings.register_profile("steelyard", deadline=None)
settings.load_profile("steelyard")

TINY = Path(__file__).parent / "tiny"

SHARED_COURSES = (
    "civil",
    "support-only",
    "active-standing",
    "counter-drone",
    "detention-airlift",
)
"""Courses of the run of SR309 that tests share; doing nothing is always there."""

HOSTILE = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'&{{7*7}}"
"""Text that must never become markup."""

FREE = {
    "title",
    "question",
    "author",
    "publisher",
    "quote",
    "section",
    "says",
    "note",
    "cites",
    "wanted",
    "fact",
    "summary",
    "licence",
    "not_costed",
    "description",
    "where",
    "x",
    "y",
}
"""Keys that hold free text."""


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A copy of the tiny casebook that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def tiny() -> Casebook:
    """The tiny casebook, opened."""
    return open_casebook(TINY)


@pytest.fixture(scope="session")
def sr309() -> Casebook:
    return open_casebook("sr309")


@pytest.fixture(scope="session")
def tiny_run(tiny: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished run of the tiny casebook; tests leave it as it is."""
    run = assess(tiny, tmp_path_factory.mktemp("runs"), Options(futures=64))
    weigh(tiny, run)
    return run


@pytest.fixture(scope="session")
def sr309_run(sr309: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A small finished run of SR309; made once, and left as it is by tests.

    Workers of one session share it: whoever is first makes it, the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with (shared / "sr309.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        options = Options(courses=list(SHARED_COURSES), futures=64)
        run = assess(sr309, shared / "sr309-runs", options)
        if not run.finished:
            weigh(sr309, run)
    return run


@pytest.fixture
def problems_of(tiny_folder: Path) -> Callable[..., list[str]]:
    """Replace text in one file; return what opening then complains of."""

    def change(file: str, old: str, new: str) -> list[str]:
        path = tiny_folder / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), newline="")
        with pytest.raises(CasebookError) as caught:
            open_casebook(tiny_folder)
        return [str(p) for p in caught.value.problems]

    return change


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of the tiny casebook with markup in every field of free text."""
    folder = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("hostile") / "tiny"))
    for path in folder.glob("*.yaml"):
        data = spoil(yaml.safe_load(path.read_text()))
        if path.name == "casebook.yaml":
            data["not_modelled"], data["notes"] = [HOSTILE], [HOSTILE]
        if path.name == "sources.yaml":
            for source in data["sources"].values():
                source["url"] = "javascript:window.pwned=1"
        if path.name == "claims.yaml":
            series = data["claims"][0]["check"]["series"]
            series["sql"] = (
                f"SELECT month AS x, level AS y, {sql(HOSTILE)} AS series FROM gauge"
            )
            series["title"] = HOSTILE
        path.write_text(yaml.safe_dump(data, allow_unicode=True))
    package = folder / "datapackage.json"
    text = package.read_text().replace("River gauge", HOSTILE.replace('"', "'"))
    package.write_text(text)
    casebook = open_casebook(folder)
    run = assess(casebook, folder.parent / "runs", Options(futures=64))
    weigh(casebook, run)
    return run


def sql(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


def spoil(data: Any) -> Any:
    """Add markup to every value of free text; leave `{names}` to fill in alone."""
    if isinstance(data, dict):
        return {
            key: re.sub(r"\{[^}]*\}", "", value) + HOSTILE.replace("{{7*7}}", "")
            if key in FREE and isinstance(value, str)
            else spoil(value)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [spoil(item) for item in data]
    return data
