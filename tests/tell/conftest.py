"""The tiny run read back, its page, and a casebook full of markup."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.tell.dossier import dossier, read_material
from steelyard.tell.material import Material
from steelyard.weigh.results import weigh

TINY = Path(__file__).parent.parent / "tiny"

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
def material(tiny_run: Run) -> Material:
    """Return the tiny run read back, with fresh registries."""
    return read_material(tiny_run)


@pytest.fixture(scope="session")
def tiny_page(tiny_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of the tiny run."""
    return dossier(tiny_run, tmp_path_factory.mktemp("page") / "dossier.html")


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
