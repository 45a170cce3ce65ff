"""Pooled quantities as YAML, or in a new casebook beside the old one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.reader import FRONT, open_casebook
from steelyard.casebook.schema.experts import ExpertsFile
from steelyard.casebook.template import new_casebook
from steelyard.casebook.yamlfile import parse_yaml
from steelyard.weigh.experts.pooled import Panel, Pooled

EXPERTS = "experts.yaml"


def as_yaml(casebook: Casebook, found: Panel, source: str) -> str:
    """Write pooled quantities as a `quantities:` file.

    Parameters
    ----------
    source
        Id of the source that stands for the panel.
    """
    lines = [f"# Pooled from experts. {found.said}", "quantities:"]
    for id_, pooled in found.quantities.items():
        lines += [f"  {id_}:"]
        lines += [f"    {line}" for line in _block(casebook, pooled, source)]
    return "\n".join(lines) + "\n"


def new_version(
    casebook: Casebook, found: Panel, file: ExpertsFile, folder: Path, when: str
) -> list[str]:
    """Write a new casebook in which pooled quantities replace the old ones.

    Every other quantity, comment and file stays as it is. The experts' own answers
    are kept in `experts.yaml`; the panel is a source of its own.

    Parameters
    ----------
    folder
        Must not exist, or be empty: nothing is written over.
    when
        Day of the panel, as YYYY-MM-DD.

    Returns
    -------
    Names of the files that differ from the old casebook's.

    Raises
    ------
    CasebookError
        If the folder is in the way, or the new casebook would have problems.
    """
    new_casebook(folder, casebook.root.as_posix())
    try:
        changed = _patch(casebook, found, file, folder, when)
        open_casebook(folder.as_posix())
    except (CasebookError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, CasebookError):
            raise
        what = f"cannot be written ({(error.strerror or 'error').lower()})"
        raise CasebookError([Problem(Mark(folder.as_posix()), what)]) from None
    return changed


def _patch(
    casebook: Casebook, found: Panel, file: ExpertsFile, folder: Path, when: str
) -> list[str]:
    source = panel_id(casebook, when)
    sources = f"sources-{source}.yaml"
    texts: dict[str, str] = {}
    for id_, pooled in found.quantities.items():
        name = casebook.places["quantity", id_].document.file
        text = texts.get(name) or (folder / name).read_text(encoding="utf-8")
        lines = _block(casebook, pooled, source)
        texts[name] = _replace(text, name, ("quantities", id_), lines)
    front = (folder / FRONT).read_text(encoding="utf-8")
    front = _listed(front, "sources", sources)
    if casebook.experts is None:
        front = _listed(front, "experts", EXPERTS)
        name = EXPERTS
    else:
        name = casebook.front.files["experts"][0]
    texts[FRONT] = front
    texts[sources] = _source(found, file, source, when)
    texts[name] = _experts(casebook.experts, file)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return sorted(texts)


def panel_id(casebook: Casebook, when: str) -> str:
    """Return the id of the source that stands for a panel, unlike any there is."""
    ids = (f"experts-{when}{end}" for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(id_ for id_ in ids if id_ not in casebook.sources)


def _block(casebook: Casebook, pooled: Pooled, source: str) -> list[str]:
    """Return the lines of a quantity's record."""
    old = casebook.quantities[pooled.quantity]
    low, middle, high = (float(f"{v:.4g}") for v in _ends(pooled))
    before = (
        f"Before: {old.value:g}, {old.basis.replace('_', ' ')}, "
        f"{', '.join(old.source)}. {old.note}"
    ).strip()
    fields: dict[str, Any] = {"says": old.says} if old.says else {}
    fields["value"] = middle
    if low < high:
        fields["range"] = [low, high]
    fields["unit"] = old.unit
    if old.price_year:
        fields["price_year"] = old.price_year
    count = len(pooled.experts)
    fields |= {
        "basis": "elicited",
        "source": [source],
        "note": f"Pool of {_panel(count)}, {pooled.how} weights; 5, 50 and 95 %. "
        f"{before}",
    }
    return [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in fields.items()]


def _ends(pooled: Pooled) -> tuple[float, float, float]:
    return pooled.low, pooled.middle, pooled.high


def _replace(text: str, name: str, route: Sequence[str], lines: Sequence[str]) -> str:
    """Put a block where a mapping stands, and leave every other byte alone."""
    node = parse_yaml(text, name).root
    column = 0
    for part in route:
        assert isinstance(node, yaml.MappingNode)
        key, node = next(pair for pair in node.value if pair[0].value == part)
        column = key.start_mark.column
    assert isinstance(node, yaml.MappingNode)
    indent = " " * (column + 2)
    block = f"\n{indent}".join(lines)
    start, end = node.start_mark.index, _end(node)
    if node.flow_style:
        return text[:start].rstrip(" ") + f"\n{indent}{block}" + text[end:]
    return text[:start] + block + text[end:]


def _end(node: yaml.Node) -> int:
    """Return where a value ends, before blank lines and comments after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
    return end - 1 if block else end


def _listed(text: str, part: str, name: str) -> str:
    """Name a file under `files` in the front, in the file's own style."""
    root = parse_yaml(text, FRONT).root
    assert isinstance(root, yaml.MappingNode)
    files = next(value for key, value in root.value if key.value == "files")
    for key, value in files.value:
        if key.value == part:
            close = _end(value)
            if value.flow_style:
                return f"{text[: close - 1]}, {name}{text[close - 1 :]}"
            indent = " " * value.start_mark.column
            return f"{text[:close]}\n{indent}- {name}{text[close:]}"
    end = _end(files)
    if files.flow_style:
        return f"{text[: end - 1]}, {part}: [{name}]{text[end - 1 :]}"
    indent = " " * files.value[0][0].start_mark.column
    return f"{text[:end]}\n{indent}{part}: [{name}]{text[end:]}"


def _source(found: Panel, file: ExpertsFile, source: str, when: str) -> str:
    roles = "; ".join(f"{id_}: {e.role}" for id_, e in file.experts.items())
    count = len(file.experts)
    record = {
        "title": f"Panel of {_panel(count)}, {when}",
        "date": when,
        "kind": "other",
        "note": f"IDEA protocol. {found.said} {roles}. Answers: the experts file.",
    }
    lines = [
        "# Panels whose answers are in the experts file.",
        "sources:",
        f"  {source}:",
    ]
    lines += [
        f"    {k}: {json.dumps(v, ensure_ascii=False)}" for k, v in record.items()
    ]
    return "\n".join(lines) + "\n"


def _experts(old: ExpertsFile | None, new: ExpertsFile) -> str:
    """Write all judgements, the earlier ones first."""
    held = old or ExpertsFile()
    experts = {**held.experts, **new.experts}
    lines = [
        "# Elicited judgements, each expert's own and never only the pool. By role,",
        "# not name.",
        "experts:" if experts else "experts: {}",
    ]
    for id_, expert in experts.items():
        lines.append(f"  {id_}: {_flow(expert.model_dump(exclude_defaults=True))}")
    lines.append("judgements:")
    for judgement in (*held.judgements, *new.judgements):
        record = judgement.model_dump(exclude_none=True)
        (first, value), *rest = record.items()
        lines.append(f"  - {first}: {json.dumps(value, ensure_ascii=False)}")
        lines += [
            f"    {k}: {json.dumps(v, ensure_ascii=False)}" for k, v in rest if v != ""
        ]
    return "\n".join(lines) + "\n"


def _flow(record: Mapping[str, Any]) -> str:
    inside = ", ".join(
        f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in record.items()
    )
    return f"{{{inside}}}"


def _panel(count: int) -> str:
    return "1 expert" if count == 1 else f"{count} experts"
