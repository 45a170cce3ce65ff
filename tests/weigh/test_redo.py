"""Making a run again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from steelyard.study import Run
from steelyard.study.parts import read_part, to_bytes
from steelyard.study.store import StoreError, write_part
from steelyard.weigh.redo import redo


@pytest.fixture
def run(tiny_run: Run, tmp_path: Path) -> Run:
    return Run(Path(shutil.copytree(tiny_run.path, tmp_path / tiny_run.id)))


def test_bit_for_bit(run: Run) -> None:
    """Every part, the audit and the results come out the same."""
    found = redo(run, workers=1)
    assert found.different == ()
    assert "results.json" in found.same
    assert "audit.json" in found.same
    assert sum(name.endswith(".parquet") for name in found.same) == 4
    assert found.versions == ()


def test_a_forged_part_is_found(run: Run) -> None:
    """A part with a changed number and a fitting digest does not come out again."""
    table = read_part(run.part("guard", 0))
    cost = table.column("cost").to_numpy().copy()
    cost[3] += 1.0
    at = table.column_names.index("cost")
    forged = table.set_column(at, "cost", [cost]).replace_schema_metadata()
    write_part(run, "guard", 0, to_bytes(forged))
    assert redo(run).different == ("parts/guard/00000.parquet",)


def test_other_versions_are_named(run: Run) -> None:
    """A library that has another version now is said."""
    path = run.path / "made.json"
    then = json.loads(path.read_text())
    now = then["packages"]["numpy"]
    then["packages"]["numpy"] = "1.0"
    path.write_text(json.dumps(then))
    assert redo(run).versions == (f"numpy: 1.0, {now}",)


def test_a_casebook_that_was_changed(run: Run) -> None:
    """The copy kept with the run must be the one that was run."""
    path = run.path / "casebook" / "quantities.yaml"
    path.write_text(path.read_text() + "\n# a remark\n")
    with pytest.raises(StoreError, match="has been changed"):
        redo(run)


def test_another_version_of_the_tool(run: Run) -> None:
    """It names the version to redo it with."""
    path = run.path / "run.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"steelyard": "0.0.1"}))
    with pytest.raises(StoreError, match=r"made by steelyard 0\.0\.1"):
        redo(run)
