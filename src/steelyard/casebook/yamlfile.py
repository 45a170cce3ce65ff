"""YAML to plain data that remembers where each value stood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from steelyard.casebook.problems import CasebookError, Mark, Problem

Route: TypeAlias = tuple[str | int, ...]

_MAX_BYTES = 16 * 2**20
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Safe loader in which only true and false are booleans and dates stay text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Tell text from numbers by its first letter, which is quick."""
        if kind is yaml.ScalarNode and implicit[0] and value[:1] not in _MEANT:
            return "tag:yaml.org,2002:str"
        return super().resolve(kind, value, implicit)


_MEANT = frozenset(["", *"-+.0123456789tfnN~=<"])
"""First letters of what may be a number, a truth value or nothing."""

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


@dataclass(frozen=True)
class Document:
    """Plain data of one YAML file, and the nodes that say where each value stood."""

    file: str
    data: Any
    nodes: Callable[[], yaml.Node | None] = lambda: None
    """Gives the root of the nodes, when somebody first asks for a mark."""

    @cached_property
    def root(self) -> yaml.Node | None:
        """The root node, or None for an empty file."""
        return self.nodes()

    def mark(self, route: Route, *, key: bool = False) -> Mark:
        """Return where `route` stands, or where its nearest parent does.

        Parameters
        ----------
        route
            Keys and indices from the root.
        key
            Point at the last key of the route instead of its value.
        """
        node, last = self._walk(tuple(route))
        at = last if key and last is not None else node
        if at is None:
            return Mark(self.file)
        return Mark(self.file, at.start_mark.line + 1, at.start_mark.column + 1)

    def has(self, route: Route) -> bool:
        """Tell whether the file holds something at `route`."""
        node = self.root
        for part in route:
            found = _child(node, part)
            if found is None:
                return False
            node = found[1]
        return node is not None

    def _walk(self, route: Route) -> tuple[yaml.Node | None, yaml.Node | None]:
        """Return the deepest node on a route and, at its end, the key before it."""
        node, key = self.root, None
        for part in route:
            found = _child(node, part)
            if found is None:
                return node, None
            key, node = found
        return node, key


def _child(
    node: yaml.Node | None, part: str | int
) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == part:
                return key, value
    if not isinstance(node, yaml.SequenceNode) or not isinstance(part, int):
        return None
    return (None, node.value[part]) if 0 <= part < len(node.value) else None


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
    return parse_yaml(read_text(path, name), name)


def parse_yaml(text: str, name: str) -> Document:
    """Read the text of one YAML file; see `load_yaml`.

    Raises
    ------
    CasebookError
        If it is not YAML, or holds what may not stand in a casebook.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise CasebookError([_syntax(name, text, error)]) from None
    except RecursionError:
        raise CasebookError(
            [Problem(Mark(name), "nested too deeply", "use fewer levels")]
        ) from None
    builder = _Builder(name)
    try:
        data = builder.build(node) if node is not None else None
    except RecursionError:
        raise CasebookError(
            [Problem(Mark(name), "nested too deeply", "use fewer levels")]
        ) from None
    if builder.problems:
        raise CasebookError(builder.problems)
    return Document(name, data, lambda: node)


def load_json(path: Path, name: str | None = None) -> Document:
    """Read one JSON file; nodes are only made if a mark is asked for.

    Raises
    ------
    CasebookError
        If it is missing, too large, not UTF-8, not JSON, or holds a key twice.
    """
    name = name or path.as_posix()
    text = read_text(path, name)
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = Mark(name, error.lineno, error.colno)
        raise CasebookError(
            [Problem(where, f"not JSON: {error.msg.lower()}")]
        ) from None
    except (_TwiceError, RecursionError):
        return load_yaml(path, name)  # the slow way names the place
    return Document(name, data, lambda: yaml.compose(text, Loader=_Loader))


class _TwiceError(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


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


class _Builder:
    """Turns nodes into plain data and notes what may not stand in a casebook."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        """Return the plain data of a node."""
        if id(node) in self._seen:
            self._add(node, "an alias (*name)", "write the value out: no anchors")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node)

    def _add(self, node: yaml.Node, message: str, mend: str = "") -> None:
        mark = node.start_mark
        where = Mark(self._file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(where, message, mend))

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(key_node, "a key that is not text")
                continue
            key = str(key_node.value)
            if key in result:
                mend = f"the first is on line {lines[key]}: keep one"
                self._add(key_node, f"the key '{key}' stands twice", mend)
                continue
            lines[key] = key_node.start_mark.line + 1
            result[key] = self.build(value_node)
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        kind, text = node.tag.rsplit(":", 1)[-1], str(node.value)
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text == "true"
        try:
            if kind == "int":
                return int(text.replace("_", ""), 10)
            if kind == "float":
                return float(text.replace("_", "").replace(".inf", "inf"))
        except ValueError:
            what = f"'{text}' is not a plain number"
            self._add(node, what, "quote it if it is text")
            return None
        self._add(node, f"the tag {node.tag}", "use plain values only")
        return None
