"""The tiny run read back, and its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.tell.dossier import dossier, read_material
from steelyard.tell.material import Material
from steelyard.weigh.results import weigh


@pytest.fixture
def material(tiny_run: Run) -> Material:
    """Return the tiny run read back, with fresh registries."""
    return read_material(tiny_run)


@pytest.fixture(scope="session")
def money_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A small finished run of SR309, which has accounts and a force pool."""
    casebook = open_casebook("sr309")
    options = Options(courses=["civil", "detention-airlift"], futures=32)
    run = assess(casebook, tmp_path_factory.mktemp("money"), options)
    weigh(casebook, run)
    return run


@pytest.fixture
def money(money_run: Run) -> Material:
    """Return that run read back, with fresh registries."""
    return read_material(money_run)


@pytest.fixture(scope="session")
def tiny_page(tiny_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of the tiny run."""
    return dossier(tiny_run, tmp_path_factory.mktemp("page") / "dossier.html")
