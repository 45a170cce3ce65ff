"""Check plain data against the format, every error with its place and mend."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from steelyard.casebook.problems import Mark, Problem, nearest
from steelyard.casebook.yamlfile import Document, Route

M = TypeVar("M", bound=BaseModel)

_PLAIN = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "finite_number": "must be a finite number",
}


def validate(model: type[M], document: Document, problems: list[Problem]) -> M | None:
    """Turn a document into `model`; add what is wrong to `problems`.

    Returns
    -------
    The record, or None if anything was wrong.
    """
    if not isinstance(document.data, dict):
        what = "is empty" if document.data is None else "is not a mapping"
        keys = ", ".join(model.model_fields)
        problems.append(
            Problem(Mark(document.file), f"the file {what}", f"it holds: {keys}")
        )
        return None
    try:
        return model.model_validate(document.data, strict=False)
    except ValidationError as error:
        problems.extend(
            _problem(model, document, dict(item))
            for item in error.errors(include_url=False)
        )
        return None


def _problem(
    model: type[BaseModel], document: Document, item: dict[str, Any]
) -> Problem:
    route = _in_file(document, tuple(item["loc"]))
    kind, context = item["type"], item.get("ctx", {})
    name = _name(route)
    if kind == "extra_forbidden":
        known = _known_keys(model, tuple(item["loc"])[:-1])
        return Problem(
            document.mark(route, key=True),
            f"unknown key '{route[-1]}'",
            nearest(str(route[-1]), known),
        )
    if kind == "missing":
        parent = document.mark(route[:-1], key=True)
        return Problem(parent, f"'{route[-1]}' is missing in {_name(route[:-1])}")
    where = document.mark(route, key=bool(route) and route[-1] == "[key]")
    if kind == "literal_error":
        words = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        choices = [c.strip() for c in words.split(",") if c.strip()]
        return Problem(
            where,
            f"{name} cannot be '{item['input']}'",
            f"{nearest(str(item['input']), choices)} (one of {', '.join(choices)})",
        )
    if kind == "union_tag_invalid":
        tags = str(context.get("expected_tags", "")).replace("'", "")
        return Problem(
            where,
            f"{name} cannot be of kind '{context.get('tag')}'",
            f"{nearest(str(context.get('tag')), tags.split(', '))} (one of {tags})",
        )
    if kind == "value_error":
        return Problem(where, f"{name}: {context.get('error', item['msg'])}")
    if kind == "string_pattern_mismatch":
        return Problem(
            where,
            f"{name} is '{item['input']}'",
            _pattern_mend(str(context.get("pattern", ""))),
        )
    text = _PLAIN.get(kind, str(item["msg"])[:1].lower() + str(item["msg"])[1:])
    return Problem(where, f"{name} {text}{_got(item['input'])}")


def _pattern_mend(pattern: str) -> str:
    if pattern.startswith(r"^\d{4}"):
        return "write a date as YYYY-MM-DD"
    if pattern.startswith("^[A-Za-z]"):
        return "an id starts with a letter and holds letters, digits, '_', '.', '-'"
    return f"it must match {pattern}"


def _got(value: object) -> str:
    if isinstance(value, str | int | float | bool) or value is None:
        shown = str(value) if value is not None else "nothing"
        return f" (got {shown[:60]!r})" if isinstance(value, str) else f" (got {shown})"
    return f" (got a {'mapping' if isinstance(value, dict) else 'list'})"


def _in_file(document: Document, loc: Route) -> Route:
    """Drop the parts of a location that no file holds, such as union tags."""
    route: list[str | int] = []
    for i, part in enumerate(loc):
        candidate = (*route, part)
        last = i == len(loc) - 1
        if last or document.has(candidate):
            route.append(part)
    return tuple(route)


def _name(route: Route) -> str:
    if not route:
        return "the file"
    text = ""
    for part in route:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return f"'{text.lstrip('.')}'"


def _known_keys(model: type[BaseModel], loc: Route) -> list[str]:
    """Return the keys allowed at a location, found by walking the annotations."""
    kinds: list[Any] = [model]
    for part in loc:
        found: list[Any] = []
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                field = kind.model_fields.get(str(part))
                if field is not None:
                    found.extend(_models(field.annotation))
                elif _tagged(kind, part):
                    found.append(kind)
            else:
                found.append(kind)
        kinds = found or kinds
    return [
        field.alias or name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, field in kind.model_fields.items()
    ]


def _tagged(kind: type[BaseModel], part: str | int) -> bool:
    """Tell whether `part` is an index, a mapping key or a union tag, not a field."""
    return isinstance(part, int) or str(part) not in kind.model_fields


def _models(annotation: Any) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [model for part in inner for model in _models(part)]
