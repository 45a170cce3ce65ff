"""Read the files of a casebook into its parts, duplicates named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from steelyard.casebook.datapackage import DataPackage
from steelyard.casebook.model import Place
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.casebook_file import CasebookFile, Part
from steelyard.casebook.tables import DataTable, read_table
from steelyard.casebook.validate import validate
from steelyard.casebook.yamlfile import Document, load_json, load_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass
class Parts:
    """What has been read so far, and what was wrong with it."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    broken: set[Part] = field(default_factory=set)
    """Parts of which a file could not be read: ids in them are not known."""

    def path(self, name: str, where: Mark) -> Path | None:
        """Resolve a file name that must stay within the casebook's folder."""
        path = self.root / name
        try:
            inside = path.resolve(strict=True).is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            known = (p.name for p in sorted(self.root.glob("*")) if p.is_file())
            mend = nearest(name, known)
            self.problems.append(Problem(where, f"there is no file '{name}'", mend))
            return None
        if not inside or not path.is_file():
            mend = "name a file inside the casebook's folder"
            self.problems.append(Problem(where, f"'{name}' is not such a file", mend))
            return None
        self.files.add(name)
        return path

    def load(self, name: str, where: Mark) -> Document | None:
        """Load one YAML file."""
        path = self.path(name, where)
        if path is None:
            return None
        try:
            return load_yaml(path, name)
        except CasebookError as error:
            self.problems.extend(error.problems)
            return None

    def record(
        self, model: type[M], name: str, where: Mark
    ) -> tuple[M, Document] | None:
        """Load and validate one file that is a record by itself."""
        document = self.load(name, where)
        if document is None:
            return None
        value = validate(model, document, self.problems)
        return None if value is None else (value, document)

    def keep(self, kind: str, id_: str, place: Place) -> bool:
        """Note where a record stands; refuse a second of the same id."""
        first = self.places.get((kind, id_))
        if first is not None:
            self.problems.append(
                Problem(
                    place.mark(key=True),
                    f"the {kind} '{id_}' is defined twice",
                    f"the first is at {first.mark(key=True)}: rename one",
                )
            )
            return False
        self.places[kind, id_] = place
        return True

    def records(
        self, front: CasebookFile, part: Part, model: type[M]
    ) -> list[tuple[M, Document]]:
        """Load and validate the files that a part is split over."""
        where = Mark("casebook.yaml")
        names = front.files.get(part, ())
        read = [self.record(model, name, where) for name in names]
        if None in read:
            self.broken.add(part)
        return [item for item in read if item is not None]

    def merge(
        self, files: Iterable[tuple[BaseModel, Document]], key: str, kind: str
    ) -> dict[str, Any]:
        """Merge the mappings or lists `key` of several files, by id."""
        merged: dict[str, Any] = {}
        for record, document in files:
            held = getattr(record, key)
            if isinstance(held, dict):
                items = [(id_, (key, id_), item) for id_, item in held.items()]
            else:
                items = [(item.id, (key, i), item) for i, item in enumerate(held)]
            merged |= {
                id_: item
                for id_, route, item in items
                if self.keep(kind, id_, Place(document, route))
            }
        return merged


def single(parts: Parts, front: CasebookFile, part: Part, model: type[M]) -> M | None:
    """Read a part that is one file."""
    names = front.files.get(part, ())
    where = Mark("casebook.yaml")
    if len(names) > 1:
        what = f"the part '{part}' is split over {len(names)} files"
        parts.problems.append(Problem(where, what, "it must be one file"))
        return None
    if not names:
        return None
    read = parts.record(model, names[0], where)
    if read is None:
        parts.broken.add(part)
        return None
    parts.places[part, part] = Place(read[1], ())
    return read[0]


def read_tables(parts: Parts, descriptor: str | None) -> dict[str, DataTable]:
    """Read the Data Package and every table in it."""
    if descriptor is None:
        return {}
    path = parts.path(descriptor, Mark("casebook.yaml"))
    if path is None:
        return {}
    try:
        document = load_json(path, descriptor)
    except CasebookError as error:
        parts.problems.extend(error.problems)
        return {}
    package = validate(DataPackage, document, parts.problems)
    tables: dict[str, DataTable] = {}
    for i, resource in enumerate(package.resources if package else ()):
        place = Place(document, ("resources", i))
        if not parts.keep("table", resource.name, place):
            continue
        file = parts.path(resource.path, place.mark("path"))
        if file is None:
            continue
        try:
            tables[resource.name] = read_table(file, resource.path, resource)
        except CasebookError as error:
            parts.problems.extend(error.problems)
    return tables
