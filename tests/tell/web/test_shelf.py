"""The run store as the server sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from steelyard.study.store import Run, StoreError
from steelyard.tell.web.shelf import Shelf


@pytest.fixture
def store(tiny_run: Run, tmp_path: Path) -> Path:
    """A store with one finished run, and a secret beside it."""
    runs = tmp_path / "runs"
    shutil.copytree(tiny_run.path, runs / tiny_run.id)
    (tmp_path / "secret.txt").write_text("secret")
    return runs


def test_entries_tell_finished_from_unfinished(tiny_run: Run, store: Path) -> None:
    """A run without results shows how much of it is there."""
    half = Path(shutil.copytree(store / tiny_run.id, store / "tiny-half"))
    (half / "results.json").unlink()
    broken = store / "broken"
    broken.mkdir()
    (broken / "run.json").write_text("{")
    found = {e.id: e for e in Shelf(store).entries()}
    assert found[tiny_run.id].finished
    assert found[tiny_run.id].courses == 4
    assert found[tiny_run.id].futures == 64
    assert not found["tiny-half"].finished
    assert found["tiny-half"].parts == found["tiny-half"].of == 4
    assert "cannot be read" in found["broken"].trouble


def test_only_whole_ids_of_runs(tiny_run: Run, store: Path) -> None:
    """Starts of ids, paths and names of other folders are no runs."""
    shelf = Shelf(store)
    assert shelf.run(tiny_run.id) is not None
    for id_ in (tiny_run.id[:8], "..", ".", "", f"../runs/{tiny_run.id}", "\0"):
        assert shelf.run(id_) is None


def test_links_out_of_the_store_are_not_followed(tiny_run: Run, store: Path) -> None:
    """Neither a run nor a file of one may be a link to elsewhere."""
    elsewhere = store.parent / "elsewhere"
    shutil.copytree(store / tiny_run.id, elsewhere)
    (store / "linked").symlink_to(elsewhere)
    shelf = Shelf(store)
    assert shelf.run("linked") is None
    assert [e.id for e in shelf.entries()] == [tiny_run.id]
    run = shelf.run(tiny_run.id)
    assert run is not None
    (run.path / "audit.json").unlink()
    (run.path / "audit.json").symlink_to(store.parent / "secret.txt")
    assert shelf.file(run, "audit.json") is None
    assert shelf.file(run, "../../secret.txt") is None


def test_a_dossier_is_written_once(tiny_run: Run, store: Path) -> None:
    """A finished run without a dossier gets one, and keeps it."""
    shelf = Shelf(store)
    run = shelf.run(tiny_run.id)
    assert run is not None
    path = shelf.dossier(run)
    path.write_text("kept")
    assert shelf.dossier(run).read_text() == "kept"


def test_a_run_whose_casebook_is_gone(tiny_run: Run, store: Path) -> None:
    """An unfinished run has no dossier to serve."""
    shelf = Shelf(store)
    run = shelf.run(tiny_run.id)
    assert run is not None
    (run.path / "results.json").unlink()
    with pytest.raises(StoreError):
        shelf.dossier(run)
