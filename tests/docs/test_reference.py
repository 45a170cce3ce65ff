"""The documentation is what the code says and what the commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def tool(name: str) -> ModuleType:
    """Import a tool by its file."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_pages_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    """Made again, no page of the reference changes; else run the tool."""
    stale = tool("reference_docs").main(["--check"])
    assert stale == 0, "python tools/reference_docs.py\n" + capsys.readouterr().out


def test_tutorial_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Files are written, commands are run, output is compared."""
    stale = tool("tutorial_docs").main(["--check"])
    assert stale == 0, "python tools/tutorial_docs.py\n" + capsys.readouterr().out


def test_how_to_from_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The block of the page on Python runs as it stands."""
    text = (DOCS / "howto" / "python.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    monkeypatch.chdir(tmp_path)
    exec(compile(found[1], "python.md", "exec"), {})
    assert (tmp_path / "cost.svg").read_text().startswith("<svg")


def test_every_page_is_in_a_tree() -> None:
    """No page is an orphan, and no tree names a page that is not there."""
    named = {"index"}
    for page in DOCS.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL):
            lines = (x for x in tree.splitlines() if x and not x.startswith(":"))
            base = page.parent.relative_to(DOCS)
            named |= {(base / line).as_posix() for line in lines}
    files = {
        p.relative_to(DOCS).with_suffix("").as_posix()
        for ending in ("*.md", "*.ipynb")
        for p in DOCS.rglob(ending)
        if "_build" not in p.parts
    }
    assert named == files
