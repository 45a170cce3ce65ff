"""Casebooks on the shelf."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import shipped
from steelyard.study.store import Run
from steelyard.tell.web.library import KEPT, Library, check_name, run_key
from steelyard.tell.web.shelf import Shelf
from steelyard.tell.web.versions import free_name


@pytest.fixture
def library(desk_store: Path) -> Library:
    """The casebooks of a store with one run and one version."""
    return Library(Shelf(desk_store))


def test_what_there_is(library: Library, tiny_run: Run) -> None:
    """Shipped ones, versions, and the copies of runs; each by its key."""
    books = {b.key: b for b in library.books()}
    assert set(books) == {*shipped(), "tiny"}
    assert books["tiny"].title == "A bridge guard for the flood season"
    copy = library.find(run_key(tiny_run.id))
    assert copy is not None
    assert copy.kind == "run"
    for key in ("none", "..", ".casebooks", "@none", "@", "", "@../x", "tiny/"):
        assert library.find(key) is None


def test_the_same_content_is_opened_once(library: Library, tiny_run: Run) -> None:
    """A run's copy of a casebook that is open is that casebook."""
    version, copy = library.find("tiny"), library.find(run_key(tiny_run.id))
    assert version is not None
    assert copy is not None
    opened = library.open(version)
    assert library.open(version) is opened
    assert library.open(copy) is opened


def test_a_file_that_changes_is_read_again(library: Library, desk_store: Path) -> None:
    """A version that is edited by hand is opened anew."""
    book = library.find("tiny")
    assert book is not None
    first = library.open(book)
    path = desk_store / ".casebooks/tiny/quantities.yaml"
    path.write_text(path.read_text().replace("value: 40", "value: 41"))
    second = library.open(book)
    assert second is not first
    assert second.casebook.quantities["guards"].value == 41


def test_only_a_few_are_held(library: Library, desk_store: Path) -> None:
    """Memory stays bounded however many versions are opened."""
    for i in range(KEPT + 2):
        folder = desk_store / ".casebooks" / f"v{i}"
        shutil.copytree(desk_store / ".casebooks" / "tiny", folder)
        book = library.find(f"v{i}")
        assert book is not None
        library.open(book)
    assert len(library._open) == KEPT


def test_names() -> None:
    """Names that do not do say what would; the next free name counts on."""
    check_name("a-1", set())
    for name in ("", "A", "a b", "-a", "a/b", "..", "x" * 64):
        with pytest.raises(CasebookError, match="small letters"):
            check_name(name, set())
    with pytest.raises(CasebookError, match="already"):
        check_name("a", {"a"})
    assert free_name("sr309", {"sr309"}) == "sr309-2"
    assert free_name("a-2", {"a", "a-2"}) == "a-3"
