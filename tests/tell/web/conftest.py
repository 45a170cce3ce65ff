"""A store with one run and one version, and a browser without a screen."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from steelyard.study.store import Run
from steelyard.tell.web import desk
from steelyard.tell.web.app import create_app
from steelyard.tell.web.kept import keep_pages
from steelyard.tell.web.marks import FOLDER
from steelyard.tell.web.queue import Limits


def copy_run(run: Run, runs: Path) -> None:
    """Copy a run with its pages into another store."""
    shutil.copytree(run.path, runs / run.id)
    kept = run.path.parent / FOLDER / run.id
    if kept.is_dir():
        shutil.copytree(kept, runs / FOLDER / run.id)


TINY = Path(__file__).parents[2] / "tiny"


@pytest.fixture(autouse=True, scope="session")
def patient() -> Iterator[None]:
    """Servers of tests wait for pages as long as it takes on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "PATIENCE", 300.0)
        yield


@pytest.fixture(scope="session")
def tiny_kept(tiny_run: Run) -> Run:
    """The tiny run with its pages made, once for all tests."""
    keep_pages(tiny_run)
    return tiny_run


@pytest.fixture
def desk_store(tiny_kept: Run, tmp_path: Path) -> Path:
    """A store that a test may change: a finished run, the tiny casebook as `tiny`."""
    runs = tmp_path / "runs"
    copy_run(tiny_kept, runs)
    shutil.copytree(TINY, runs / ".casebooks" / "tiny")
    return runs


@pytest.fixture
def bench(desk_store: Path) -> Iterator[TestClient]:
    """A client of a workbench that takes changes; its queue runs one job."""
    app = create_app(desk_store, limits=Limits(running=1, waiting=2))
    app.state.desk.warm = lambda: None
    with TestClient(app, base_url="http://localhost:8309") as client:
        yield client


@pytest.fixture
def seal_of() -> Callable[[TestClient], str]:
    """Return a function that reads a seal off a page, as a form would."""

    def read(client: TestClient) -> str:
        text = client.get("/").text
        found = re.search(r'name="seal" value="([^"]+)"', text)
        assert found is not None
        return found.group(1)

    return read


@pytest.fixture
def wait_for() -> Callable[..., Any]:
    """Return a function that waits until another gives something."""

    def wait(ask: Callable[[], Any], seconds: float = 60.0) -> Any:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = ask()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError("waited in vain")

    return wait
