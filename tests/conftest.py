"""A tiny casebook: four claims, eight quantities, four courses, easy to follow."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.weigh.results import weigh

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A copy of the tiny casebook that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def tiny() -> Casebook:
    """The tiny casebook, opened."""
    return open_casebook(TINY)


@pytest.fixture(scope="session")
def tiny_run(tiny: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished run of the tiny casebook; tests leave it as it is."""
    run = assess(tiny, tmp_path_factory.mktemp("runs"), Options(futures=64))
    weigh(tiny, run)
    return run


@pytest.fixture
def problems_of(tiny_folder: Path) -> Callable[..., list[str]]:
    """Replace text in one file; return what opening then complains of."""

    def change(file: str, old: str, new: str) -> list[str]:
        path = tiny_folder / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), newline="")
        with pytest.raises(CasebookError) as caught:
            open_casebook(tiny_folder)
        return [str(p) for p in caught.value.problems]

    return change
