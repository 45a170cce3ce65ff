"""Pooled quantities as YAML, or in a new casebook beside the old one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from steelyard.casebook.edits import Edit, Value, apply, scalar
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.reader import FRONT, open_casebook
from steelyard.casebook.schema.experts import ExpertsFile
from steelyard.casebook.template import new_casebook
from steelyard.casebook.yamlfile import read_text
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
        record = _record(casebook, pooled, source)
        lines += [f"    {key}: {scalar(value)}" for key, value in record.items()]
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
    by_file: dict[str, list[Edit]] = {}
    for id_, pooled in found.quantities.items():
        name = casebook.places["quantity", id_].document.file
        record = _record(casebook, pooled, source)
        by_file.setdefault(name, []).append(Edit(name, ("quantities", id_), record))
    held = len(casebook.front.files["sources"])
    front = [Edit(FRONT, ("files", "sources", held), sources)]
    if casebook.experts is None:
        front.append(Edit(FRONT, ("files", "experts"), [EXPERTS]))
        experts = EXPERTS
    else:
        experts = casebook.front.files["experts"][0]
    by_file[FRONT] = front
    texts = {
        name: apply(read_text(folder / name, name), edits, name)
        for name, edits in by_file.items()
    }
    texts[sources] = _source(found, file, source, when)
    texts[experts] = _experts(casebook.experts, file)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return sorted(texts)


def panel_id(casebook: Casebook, when: str) -> str:
    """Return the id of the source that stands for a panel, unlike any there is."""
    ids = (f"experts-{when}{end}" for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(id_ for id_ in ids if id_ not in casebook.sources)


def _record(casebook: Casebook, pooled: Pooled, source: str) -> dict[str, Value]:
    """Return a quantity's record."""
    old = casebook.quantities[pooled.quantity]
    low, middle, high = (float(f"{v:.4g}") for v in _ends(pooled))
    before = (
        f"Before: {old.value:g}, {old.basis.replace('_', ' ')}, "
        f"{', '.join(old.source)}. {old.note}"
    ).strip()
    fields: dict[str, Value] = {"says": old.says} if old.says else {}
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
    return fields


def _ends(pooled: Pooled) -> tuple[float, float, float]:
    return pooled.low, pooled.middle, pooled.high


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
