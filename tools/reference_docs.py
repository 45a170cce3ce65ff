"""Write the reference pages from the code: casebook, commands, Python names.

Usage: python tools/reference_docs.py [--check]

With --check nothing is written, and the exit code is 1 if a page is out of date.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import types
import typing
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from steelyard.casebook.json_schema import MODELS
from steelyard.cli import build

DOCS = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- made by tools/reference_docs.py; change the code, not this page -->\n\n"
PACKAGES = (
    "casebook",
    "audit",
    "law",
    "plan",
    "stress",
    "money",
    "study",
    "weigh",
    "tell",
    "tell.charts",
    "tell.theme",
)


def plain(text: str) -> str:
    """Return text for a cell: one line, no bar that ends it."""
    one = " ".join((text or "").split())
    return one.replace("|", "\\|").replace("<", "&lt;").replace("{", "&#123;")


# --- the casebook ----------------------------------------------------------------
def type_name(kind: Any, seen: list[type[BaseModel]]) -> str:
    """Say what a key takes, and remember the records that it names."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return type_name(parts[0], seen)
    if origin is typing.Literal:
        return " or ".join(f"`{p}`" for p in parts)
    if origin in {typing.Union, types.UnionType}:
        names = [type_name(p, seen) for p in parts if p is not type(None)]
        return " or ".join(dict.fromkeys(names))
    if origin is tuple:
        inner = [type_name(p, seen) for p in parts if p is not Ellipsis]
        return f"list of {inner[0]}" if Ellipsis in parts else f"[{', '.join(inner)}]"
    if origin in {list, frozenset, set}:
        return f"list of {type_name(parts[0], seen)}"
    if origin is dict:
        return f"mapping of {type_name(parts[0], seen)} to {type_name(parts[1], seen)}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind not in seen:
            seen.append(kind)
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    words = {str: "text", float: "number", int: "whole number", bool: "true or false"}
    return words.get(kind, getattr(kind, "__name__", str(kind)))


def default_of(field: FieldInfo) -> str:
    """Say what a key is where it is left out."""
    if field.is_required():
        return "required"
    value = field.default
    if value is PydanticUndefined:
        value = field.default_factory() if field.default_factory else None  # type: ignore[call-arg]
    if value is None or value in ("", (), {}, []):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def record(model: type[BaseModel], seen: list[type[BaseModel]], level: str) -> str:
    """Write one record: what it is, then its keys."""
    text = f"{level} {model.__name__}\n\n"
    doc = inspect.cleandoc(model.__doc__ or "")
    text += re.split(r"\n(?:References|Attributes)\n-+", doc)[0].strip() + "\n\n"
    text += "| key | takes | if left out | meaning |\n| --- | --- | --- | --- |\n"
    for name, field in model.model_fields.items():
        takes = type_name(field.annotation, seen).replace("|", "\\|")
        means = plain(field.description or "")
        text += (
            f"| `{field.alias or name}` | {takes} | {default_of(field)} | {means} |\n"
        )
    return text + "\n"


def casebook_pages() -> dict[str, str]:
    """Return a page for each kind of file."""
    pages = {}
    for name, model in MODELS.items():
        ending = "json" if name == "datapackage" else "yaml"
        first = inspect.getdoc(sys.modules[model.__module__]) or ""
        text = f"# {name}.{ending}\n\n{NOTE}{first}\n\n"
        seen = [model]
        for kind in seen:  # grows while it is walked
            text += record(kind, seen, "##")
        pages[f"casebook/{name}.md"] = text.rstrip() + "\n"
    return pages


# --- the command line --------------------------------------------------------------
def option_row(param: Any) -> str:
    """Write one argument or option."""
    name = (param.metavar or param.name or "").upper()
    if param.param_type_name == "option":
        name = ", ".join(param.opts) + ("" if getattr(param, "is_flag", 0) else " ...")
    need = "required" if param.required else ""
    value = param.default
    if not need and isinstance(value, str | int | float | Path) and value is not False:
        need = f"`{value}`"
    return f"| `{name}` | {need} | {plain(getattr(param, 'help', '') or '')} |\n"


def commands_page() -> str:
    """Return the page of all commands."""
    group = typer.main.get_command(build())
    text = f"# Commands\n\n{NOTE}"
    text += (
        "Every command that prints a result takes `--json`, and ends with 0 when done, "
        "1 when it found what it was asked to find wrong, 2 on bad input. "
        "`steelyard --install-completion` makes the shell complete commands, "
        "options, casebooks and runs; `steelyard --show-completion` prints the "
        "script instead.\n\n"
    )
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        text += f"## steelyard {name}\n\n{(command.help or '').strip()}\n\n"
        text += "| | default | |\n| --- | --- | --- |\n"
        text += "".join(option_row(p) for p in command.params if p.name != "help")
        text += "\n"
    return text.rstrip() + "\n"


# --- Python ------------------------------------------------------------------------
def sections(doc: str) -> str:
    """Turn a NumPy-style docstring into markdown."""
    lines, out, i = doc.splitlines(), [], 0
    titled = ""
    while i < len(lines):
        ruled = i + 1 < len(lines) and re.fullmatch(r"-{3,}", lines[i + 1].strip())
        if ruled and lines[i].strip():
            titled = lines[i].strip()
            out += ["", f"*{titled}*", ""]
            i += 2
            continue
        line = lines[i]
        if titled in {"Parameters", "Attributes", "Raises"} and line.strip():
            flat = not line.startswith(" ")
            line = f"- `{line.strip()}`" if flat else f"  {line.strip()}"
        elif line.startswith("    "):
            line = line.strip() if titled else line
        out.append(line)
        i += 1
    return "\n".join(out).strip().replace("::\n", ":\n")


def signature(name: str, thing: Any) -> str:
    """Return a call as it is written, or nothing."""
    try:
        found = str(inspect.signature(thing))
    except (TypeError, ValueError):
        return name
    found = re.sub(r"<factory>|<[^>]*>", "...", found)
    return f"{name}{found}".replace("'", "")


def name_text(name: str, thing: Any) -> str:
    """Write one public name."""
    text = f"## {name}\n\n"
    if callable(thing) and not (
        isinstance(thing, type) and issubclass(thing, BaseModel)
    ):
        text += f"```python\n{signature(name, thing)}\n```\n\n"
    text += sections(inspect.getdoc(thing) or "") + "\n\n"
    if isinstance(thing, type):
        for member, value in vars(thing).items():
            function = value.fget if isinstance(value, property) else value
            own = inspect.isfunction(function) and not member.startswith("_")
            if own and inspect.getdoc(function):
                first = (inspect.getdoc(function) or "").split("\n\n")[0]
                call = member if isinstance(value, property) else f"{member}()"
                text += f"- `{call}`: {' '.join(first.split())}\n"
        text += "\n"
    return text


def api_pages() -> dict[str, str]:
    """Return a page for each package that can be imported."""
    pages = {}
    for package in PACKAGES:
        try:
            module = importlib.import_module(f"steelyard.{package}")
        except ModuleNotFoundError:
            continue
        names = getattr(module, "__all__", None)
        if names is None:
            names = [
                n
                for n, f in vars(module).items()
                if inspect.isfunction(f)
                and f.__module__ == module.__name__
                and n[0] != "_"
            ]
        if not names:
            continue
        about = sections(inspect.getdoc(module) or "")
        text = f"# steelyard.{package}\n\n{NOTE}{about}\n\n"
        for name in names:
            text += name_text(name, getattr(module, name))
        pages[f"api/{package}.md"] = re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"
    return pages


def pages() -> dict[str, str]:
    """Return every page by its path under docs/reference."""
    found = {**casebook_pages(), **api_pages(), "commands.md": commands_page()}
    for folder, title in (("casebook", "Casebook files"), ("api", "Python")):
        names = [p.split("/")[1][:-3] for p in found if p.startswith(f"{folder}/")]
        tree = "\n".join(names)
        found[f"{folder}/index.md"] = (
            f"# {title}\n\n{NOTE}```{{toctree}}\n:maxdepth: 1\n\n{tree}\n```\n"
        )
    return found


def main(argv: list[str]) -> int:
    """Write the pages, or check them."""
    wanted, wrong = pages(), 0
    kept = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")}
    for name in sorted(kept - set(wanted)):
        wrong += 1
        print(f"{name} is made by nothing")
        if "--check" not in argv:
            (DOCS / name).unlink()
    for name, text in wanted.items():
        path = DOCS / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            wrong += 1
            print(f"{name} {'is out of date' if '--check' in argv else 'written'}")
            if "--check" not in argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return int(bool(wrong) and "--check" in argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
