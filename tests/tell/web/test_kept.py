"""Pages of a run are made once, kept beside it, and made again when they do not fit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from steelyard.casebook.model import Casebook
from steelyard.study.store import Run
from steelyard.tell.web.fragments import build
from steelyard.tell.web.kept import NAMES, find_page, keep_pages
from steelyard.tell.web.kept_material import NAME, find_material
from steelyard.tell.web.lens import read
from steelyard.tell.web.library import Opened
from steelyard.tell.web.marks import place


@pytest.fixture
def run(desk_store: Path, tiny_run: Run) -> Run:
    """A copy of the tiny run whose pages are kept."""
    return Run(desk_store / tiny_run.id)


def test_what_is_kept_is_what_is_made(run: Run, tiny: Casebook) -> None:
    """A page that is read back is the page that would be made now."""
    for name in NAMES:
        assert find_page(run, name) == build(run, Opened(tiny), name)


def test_the_views_get_what_was_drawn(run: Run, tiny: Casebook) -> None:
    """Inputs and outcomes that are kept equal those that are drawn again."""
    kept, drawn = find_material(run, tiny), read(tiny, run)
    assert kept is not None
    assert kept.names == drawn.names
    assert kept.outcomes.scales == drawn.outcomes.scales
    assert np.array_equal(kept.inputs, drawn.inputs)
    assert np.array_equal(kept.outcomes.values, drawn.outcomes.values)


def test_pages_of_other_results_do_not_fit(run: Run, tiny: Casebook) -> None:
    """When results change, nothing that was made of the former is shown."""
    done = run.path / "results.json"
    done.write_text(done.read_text() + " ")
    os.utime(done, ns=(1, 1))
    assert find_page(run, "card") is None
    assert find_material(run, tiny) is None
    keep_pages(run, tiny)
    assert find_page(run, "card") is not None
    assert find_material(run, tiny) is not None


@pytest.mark.parametrize("content", [b"", b"x", b"\x1f\x8b\x08broken"])
def test_a_damaged_file_is_no_page(run: Run, tiny: Casebook, content: bytes) -> None:
    """It is as if it were not there."""
    place(run, "card.json.gz").write_bytes(content)
    place(run, NAME).write_bytes(content)
    assert find_page(run, "card") is None
    assert find_material(run, tiny) is None


def test_a_page_that_is_not_made_yet(
    bench: TestClient, run: Run, wait_for: Callable[..., object]
) -> None:
    """A page says that it is being made, and is there when a process has made it."""
    shutil.rmtree(place(run, "x").parent)
    bench.app.state.desk.patience = 0.0
    answer = bench.get(f"/runs/{run.id}/money")
    assert answer.status_code == 202
    assert f"/runs/{run.id}/pages/money.json" in answer.text
    ask = f"/runs/{run.id}/pages/money.json"
    wait_for(lambda: bench.get(ask).json()["done"], 300.0)
    assert bench.get(f"/runs/{run.id}/money").status_code == 200
    wait_for(lambda: not bench.app.state.desk.pages.making(run), 300.0)
    assert all(find_page(run, name) for name in NAMES)


def test_a_process_that_fails(
    bench: TestClient, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pages cannot be kept, the server makes the page that is asked for."""
    import sys

    shutil.rmtree(place(run, "x").parent)
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    answer = bench.get(f"/runs/{run.id}/money")
    assert answer.status_code == 200
    assert "What the courses cost" in answer.text
