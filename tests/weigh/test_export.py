"""Runs for other tools."""

from __future__ import annotations

import csv
import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study import Run
from steelyard.study.futures import sample
from steelyard.weigh.export import export
from steelyard.weigh.outcomes import read_outcomes


def test_csv_and_parquet_hold_the_same(
    tiny: Casebook, tiny_run: Run, tmp_path: Path
) -> None:
    """A row a course and future: what was drawn, measures, all columns."""
    one = pq.read_table(export(tiny_run, "parquet", tmp_path / "a.parquet"))
    two = pa_csv.read_csv(export(tiny_run, "csv", tmp_path / "a.csv"))
    assert one.column_names == two.column_names
    assert one.num_rows == two.num_rows == 4 * 64
    cost = one.column("cost").to_numpy().reshape(4, 64)
    for i, course in enumerate(tiny_run.manifest["courses"]):
        kept = tiny_run.table(course).column("cost").to_numpy()
        assert np.array_equal(cost[i], kept)
    draws = sample(tiny, 64, tiny_run.manifest["seed"]).draws(tiny.quantities)
    names = [n for n in one.column_names if n.startswith("x.") and n != "x.replay"]
    assert names
    for name in names:
        drawn = one.column(name).to_numpy().reshape(4, 64)
        assert (drawn == draws[name.removeprefix("x.")]).all()


def test_the_workbench_archive(tiny: Casebook, tiny_run: Run, tmp_path: Path) -> None:
    """It has the files, names and types that `load_results` goes by."""
    path = export(tiny_run, "ema", tmp_path / "a.tar.gz")
    outcomes = read_outcomes(tiny, tiny_run)
    with tarfile.open(path) as archive:

        def text(name: str) -> str:
            file = archive.extractfile(name)
            assert file is not None
            return file.read().decode()

        meta = json.loads(text("metadata.json"))
        rows = list(csv.DictReader(io.StringIO(text("experiments.csv"))))
        assert set(meta["experiments"]) == set(rows[0])
        assert [r["policy"] for r in rows[::64]] == list(outcomes.courses)
        for kind, name, file in meta["outcomes"]:
            assert kind == "ScalarOutcome"
            values = np.array([float(v) for v in text(file).split()])
            assert np.array_equal(values, outcomes.of(name).ravel())


def test_the_workbench_itself_reads_it(tiny_run: Run, tmp_path: Path) -> None:
    """Where the EMA Workbench is installed it opens the archive."""
    ema = pytest.importorskip("ema_workbench")
    path = export(tiny_run, "ema", tmp_path / "a.tar.gz")
    experiments, outcomes = ema.load_results(str(path))
    assert len(experiments) == 4 * 64
    assert all(len(v) == 4 * 64 for v in outcomes.values())


def test_an_unknown_form(tiny_run: Run, tmp_path: Path) -> None:
    """It names those that there are, and writes nothing."""
    with pytest.raises(ValueError, match="csv, parquet, ema"):
        export(tiny_run, "xls", tmp_path / "a.xls")
    assert list(tmp_path.iterdir()) == []
