"""Change single values in a casebook's files and leave every other byte alone.

Values are replaced where the YAML parser says that they stand, so comments, order
and spacing stay. What comes out is read again and compared: an edit that would
change anything else is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.yamlfile import Route, parse_yaml

Value: TypeAlias = str | int | float | Sequence["Value"] | Mapping[str, "Value"] | None

_PLAIN = re.compile(r"^[A-Za-z][A-Za-z0-9_.-]*$|^\d{4}-\d{2}-\d{2}$")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True)
class Edit:
    """One value to set, or to add where its mapping or list ends before it.

    Attributes
    ----------
    file
        Name of the file in the casebook.
    route
        Keys and indices to the value.
    value
        The new value; None takes the key, or the item of a list, away.
    says
        What is changed, in words.
    """

    file: str
    route: Route
    value: Value
    says: str = ""


def apply(text: str, edits: Iterable[Edit], name: str = "file") -> str:
    """Return a text with some values changed.

    Raises
    ------
    CasebookError
        If a value has no place, or another value would change too.
    """
    for edit in edits:
        changed = _once(text, edit, name)
        before, after = parse_yaml(text, name).data, parse_yaml(changed, name).data
        if not _same(_with(before, edit), after):
            what = f"'{'.'.join(map(str, edit.route))}' cannot be changed here"
            raise CasebookError(
                [Problem(Mark(name), what, "change it in a text editor")]
            )
        text = changed
    return text


def scalar(value: Value) -> str:
    """Write a value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {scalar(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(scalar(v) for v in value) + "]"
    if isinstance(value, float):
        return (
            f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)
        )
    if isinstance(value, str):
        if _PLAIN.match(value) and value.lower() not in _WORDS:
            return value
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _once(text: str, edit: Edit, name: str) -> str:
    node = parse_yaml(text, name).root
    for part in edit.route[:-1]:
        found = _child(node, part)
        if found is None:
            what = f"there is no '{part}'"
            raise CasebookError([Problem(Mark(name), what)])
        node = found[1]
    last = edit.route[-1]
    found = _child(node, last)
    if found is None:
        if isinstance(node, yaml.SequenceNode) and edit.value is not None:
            return _append(text, node, scalar(edit.value))
        if not isinstance(node, yaml.MappingNode) or edit.value is None:
            raise CasebookError([Problem(Mark(name), f"there is no '{last}'")])
        return _insert(text, node, f"{last}: {scalar(edit.value)}")
    key, value = found
    if edit.value is None:
        return _remove(text, key or value, value)
    start, end = value.start_mark.index, _end(text, value)
    ending = "\n" if text[start:end].endswith("\n") else ""
    return text[:start] + scalar(edit.value) + ending + text[end:]


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


def _end(text: str, node: yaml.Node) -> int:
    """Return where a value ends: before the blank lines and comments after it."""
    end = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return int(end)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        end = max((_end(text, child) for child in _parts(node)), default=end)
    return int(end)


def _parts(node: yaml.CollectionNode) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


def _insert(text: str, node: yaml.MappingNode, entry: str) -> str:
    """Add an entry to a mapping, in its own style."""
    if node.flow_style or not node.value:
        close: int = node.end_mark.index - 1
        comma = ", " if node.value else ""
        return text[:close].rstrip(" ") + comma + entry + text[close:]
    for key, value in reversed(node.value):
        end = _end(text, value)
        if isinstance(value, yaml.ScalarNode) and value.style in {"|", ">"}:
            continue
        line = text.find("\n", end)
        if line < 0:
            text, line = text + "\n", len(text)
        indent = " " * int(key.start_mark.column)
        return text[: line + 1] + indent + entry + text[line:]
    key = node.value[0][0]
    at: int = key.start_mark.index
    column: int = key.start_mark.column
    return text[:at] + entry + "\n" + " " * column + text[at:]


def _append(text: str, node: yaml.SequenceNode, entry: str) -> str:
    """Add an item at the end of a list, in its own style."""
    if not node.value:
        close: int = node.end_mark.index - 1
        return text[:close] + entry + text[close:]
    end = _end(text, node.value[-1])
    if node.flow_style:
        return text[:end] + ", " + entry + text[end:]
    line = text.find("\n", len(text[:end].rstrip()))
    if line < 0:
        text, line = text + "\n", len(text)
    indent = " " * int(node.start_mark.column)
    return text[: line + 1] + indent + "- " + entry + "\n" + text[line + 1 :]


def _remove(text: str, key: yaml.Node, value: yaml.Node) -> str:
    """Take an entry out of a mapping or a list, with its lines or its comma."""
    start: int = key.start_mark.index
    end = len(text[: _end(text, value)].rstrip())
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    after = text[end:last].strip()
    alone = text[first:start].strip() in ({"-", ""} if key is value else {""})
    if alone and (not after or after.startswith("#")):
        return text[:first] + text[last + 1 :]
    comma = re.match(r"\s*,\s*", text[end:])
    if comma:
        return text[:start] + text[end + comma.end() :]
    return re.sub(r",\s*$", "", text[:start]) + text[end:]


def _with(data: Any, edit: Edit) -> Any:
    """Return plain data as it should be after an edit."""
    data = deepcopy(data)
    at = data
    for part in edit.route[:-1]:
        at = at[part]
    if edit.value is None:
        del at[edit.route[-1]]
    else:
        last = edit.route[-1]
        if isinstance(at, list) and last == len(at):
            at.append(edit.value)
        else:
            at[last] = edit.value
    return data


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)
