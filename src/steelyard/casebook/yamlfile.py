"""YAML to plain data that remembers where each value stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from steelyard.casebook.problems import CasebookError, Mark, Problem

Route: TypeAlias = tuple[str | int, ...]

_MAX_BYTES = 16 * 2**20
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Safe loader in which only true and false are booleans and dates stay text."""


_KEPT = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag not in _KEPT]
    for first, rules in _BASE.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)
# YAML 1.1 reads 1e6 as text; people who write numbers mean a number.
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+$"),
    list("-+0123456789."),
)


@dataclass
class Document:
    """Plain data of one YAML file with the mark of every key and value."""

    file: str
    data: Any
    keys: dict[Route, Mark] = field(default_factory=dict)
    values: dict[Route, Mark] = field(default_factory=dict)

    def mark(self, path: Route, *, key: bool = False) -> Mark:
        """Return where `path` stands, or where its nearest parent does."""
        path = tuple(path)
        for length in range(len(path), -1, -1):
            part = path[:length]
            if key and length == len(path) and part in self.keys:
                return self.keys[part]
            if part in self.values:
                return self.values[part]
        return Mark(self.file)


def load_yaml(path: Path, name: str | None = None) -> Document:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.
    name
        The name to use in errors; the path itself if left out.

    Raises
    ------
    CasebookError
        If the file is missing, too large, not UTF-8, not YAML, holds a tab in
        its indentation, an anchor, a tag or the same key twice.
    """
    name = name or path.as_posix()
    text = read_text(path, name)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise CasebookError([_syntax(name, text, error)]) from None
    except RecursionError:
        raise CasebookError(
            [Problem(Mark(name), "nested too deeply", "use fewer levels")]
        ) from None
    document = Document(name, None)
    problems: list[Problem] = []
    if node is not None:
        try:
            document.data = _build(node, (), document, problems, set())
        except RecursionError:
            problems.append(
                Problem(Mark(name), "nested too deeply", "use fewer levels")
            )
    if problems:
        raise CasebookError(problems)
    return document


def read_text(path: Path, name: str) -> str:
    """Read a text file of a casebook, or say in one line why that failed."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CasebookError(
                [Problem(Mark(name), "larger than 16 MiB", "split the file")]
            )
        raw = path.read_bytes()
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise CasebookError(
            [Problem(Mark(name), f"cannot be read ({what.lower()})")]
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise CasebookError(
            [Problem(Mark(name, line, column), "not UTF-8", "save the file as UTF-8")]
        ) from None


def _syntax(name: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    if mark is None:
        position = getattr(error, "position", None)
        if not isinstance(position, int):
            return Problem(Mark(name), f"not YAML: {what}")
        line = text.count("\n", 0, position) + 1
        return Problem(
            Mark(name, line), "a character that YAML does not allow", "remove it"
        )
    lines = text.splitlines()
    here = lines[mark.line] if mark.line < len(lines) else ""
    where = Mark(name, mark.line + 1, mark.column + 1)
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in what:
        return Problem(where, "a tab in the indentation", "indent with spaces")
    return Problem(where, f"not YAML: {what}")


def _mark(document: Document, node: yaml.Node) -> Mark:
    start = node.start_mark
    return Mark(document.file, start.line + 1, start.column + 1)


def _build(
    node: yaml.Node,
    path: Route,
    document: Document,
    problems: list[Problem],
    seen: set[int],
) -> Any:
    where = _mark(document, node)
    if id(node) in seen:
        problems.append(
            Problem(where, "an alias (*name)", "write the value out: no anchors")
        )
        return None
    seen.add(id(node))
    document.values[path] = where
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, problems, seen)
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(item, (*path, i), document, problems, seen)
            for i, item in enumerate(node.value)
        ]
    return _scalar(node, where, problems)


def _mapping(
    node: yaml.MappingNode,
    path: Route,
    document: Document,
    problems: list[Problem],
    seen: set[int],
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        where = _mark(document, key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(where, "a key that is not text"))
            continue
        key = str(key_node.value)
        if key in result:
            first = document.keys[(*path, key)]
            problems.append(
                Problem(
                    where,
                    f"the key '{key}' stands twice",
                    f"the first is on line {first.line}: keep one",
                )
            )
            continue
        document.keys[(*path, key)] = where
        result[key] = _build(value_node, (*path, key), document, problems, seen)
    return result


def _scalar(node: yaml.Node, where: Mark, problems: list[Problem]) -> Any:
    tag, text = node.tag, str(node.value)
    try:
        match tag.rsplit(":", 1)[-1]:
            case "str":
                return text
            case "int":
                return int(text.replace("_", ""), 10)
            case "float":
                return float(text.replace("_", "").replace(".inf", "inf"))
            case "bool":
                return text == "true"
            case "null":
                return None
    except ValueError:
        problems.append(
            Problem(where, f"'{text}' is not a plain number", "quote it if it is text")
        )
        return None
    problems.append(Problem(where, f"the tag {tag}", "use plain values only"))
    return None
