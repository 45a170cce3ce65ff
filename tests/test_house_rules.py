"""The house rules: order of imports, size of files and functions, public names."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import steelyard

SOURCE = Path(steelyard.__file__).parent
ORDER = (
    "casebook",
    "audit",
    "law",
    "plan",
    "stress",
    "money",
    "study",
    "weigh",
    "tell",
    "cli",
)
"""A package imports only from itself and from packages before it."""

MODULES = sorted(SOURCE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "relative import"
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    """Data walks one way through the house."""
    package = path.relative_to(SOURCE).parts[0]
    for module in imports(ast.parse(path.read_text())):
        parts = module.split(".")
        if parts[0] != "steelyard" or len(parts) == 1 or package not in ORDER:
            continue
        assert ORDER.index(parts[1]) <= ORDER.index(package), f"imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_sizes(path: Path) -> None:
    """No module over 400 lines, no function over 60."""
    text = path.read_text()
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


def test_median_module_is_short() -> None:
    """One concept, one short file."""
    sizes = sorted(p.read_text().count("\n") for p in MODULES)
    assert sizes[len(sizes) // 2] < 120


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_docstrings(path: Path) -> None:
    """Every module, and every public class and function, says what it is."""
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "the module has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_only_casebooks_know_the_case() -> None:
    """Nothing outside casebooks/ may know of the first casebook's subject."""
    words = ("mexic", "cartel", "fentanyl", "heritage foundation")
    for path in SOURCE.rglob("*"):
        if path.suffix not in {".py", ".html", ".css", ".js"}:
            continue
        parts = path.relative_to(SOURCE).parts
        if parts[0] == "casebooks" or "importers" in parts:
            continue
        text = path.read_text().lower()
        assert not any(word in text for word in words), name(path)


VERBS = {
    "casebook": "open_casebook",
    "audit": "audit",
    "law": "judge",
    "plan": "plan",
    "study": "assess",
    "weigh": "weigh",
    "tell": "dossier",
}
"""Package: its verb, in the order in which a casebook walks through them."""


def test_public_names() -> None:
    """Each package lists its public names once; its verb is one of them."""
    for package, verb in VERBS.items():
        module = importlib.import_module(f"steelyard.{package}")
        assert verb in module.__all__
        assert callable(getattr(module, verb)), f"steelyard.{package}.{verb}"
        assert len(set(module.__all__)) == len(module.__all__)
        for name_ in module.__all__:
            assert getattr(module, name_).__doc__, name_
    for package in ORDER:
        listed = SOURCE / package / "__init__.py"
        if package not in VERBS and listed.exists():
            module = importlib.import_module(f"steelyard.{package}")
            assert module.__doc__
