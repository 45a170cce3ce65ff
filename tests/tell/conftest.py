"""The tiny run read back, and its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.study.store import Run
from steelyard.tell.dossier import dossier, read_material
from steelyard.tell.material import Material


@pytest.fixture
def material(tiny_run: Run) -> Material:
    """Return the tiny run read back, with fresh registries."""
    return read_material(tiny_run)


@pytest.fixture
def money(sr309_run: Run) -> Material:
    """A run of SR309, which has accounts and a force pool, with fresh registries."""
    return read_material(sr309_run)


@pytest.fixture(scope="session")
def tiny_page(tiny_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of the tiny run."""
    return dossier(tiny_run, tmp_path_factory.mktemp("page") / "dossier.html")
