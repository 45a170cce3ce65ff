"""A run in forms that other tools read: CSV, Parquet, the EMA Workbench's archive.

References
----------
Kwakkel (2017), The Exploratory Modeling Workbench, Environmental Modelling &
Software 96: experiments and outcomes as a pair, kept by its `save_results`.
"""

from __future__ import annotations

import csv
import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study.futures import REPLAY, sample
from steelyard.study.store import Run, StoreError, beside
from steelyard.weigh.outcomes import read_outcomes

FORMS = ("csv", "parquet", "ema")
"""What a run can be written as."""


def export(run: Run, form: str, out: Path) -> Path:
    """Write a finished run for another tool.

    Parameters
    ----------
    form
        `csv` or `parquet`: one table, a row for each course and future, with the
        quantities drawn (`x.`), the measures (`m.`, in the casebook's units) and
        all outcome columns. `ema`: a `tar.gz` that the EMA Workbench's
        `load_results` reads, courses as policies.
    out
        The file.

    Raises
    ------
    StoreError
        If the run is not finished or the file cannot be written.
    ValueError
        If the form is unknown.
    """
    if form not in FORMS:
        raise ValueError(f"no form '{form}': {', '.join(FORMS)}")
    if not run.finished:
        raise StoreError(f"run {run.id} is not finished: `steelyard assess` goes on")
    casebook = open_casebook(run.path / "casebook")
    with beside(out) as path:
        if form == "ema":
            _ema(path, *_tables(casebook, run))
        elif form == "csv":
            pa_csv.write_csv(whole(casebook, run), path)
        else:
            pq.write_table(whole(casebook, run), path, compression="zstd")
    return out


def whole(casebook: Casebook, run: Run) -> pa.Table:
    """Return inputs, measures and outcomes of a run, a row a course and future."""
    inputs, measures = _tables(casebook, run)
    named = {f"x.{n}": inputs.column(n) for n in inputs.column_names[2:]}
    named |= {f"m.{n}": measures.column(n) for n in measures.column_names}
    raw = pa.concat_tables(
        [run.table(c).drop_columns(["future"]) for c in run.manifest["courses"]],
        promote_options="default",
    )
    head = {n: inputs.column(n) for n in inputs.column_names[:2]}
    return pa.table(head | named | {n: raw.column(n) for n in raw.column_names})


def _tables(casebook: Casebook, run: Run) -> tuple[pa.Table, pa.Table]:
    """Return course, future and quantities; and measures: rows alike."""
    manifest = run.manifest
    futures = sample(casebook, manifest["futures"], manifest["seed"])
    draws = futures.draws(casebook.quantities)
    names = [n for n in futures.names if n != REPLAY]
    courses, count = manifest["courses"], len(futures)
    inputs = {
        "course": np.repeat(courses, count),
        "future": np.tile(np.arange(count), len(courses)),
        **{n: np.tile(draws[n], len(courses)) for n in names},
        REPLAY: np.tile(futures.replay(), len(courses)),
    }
    outcomes = read_outcomes(casebook, run, futures)
    measures = {s.id: outcomes.of(s.id).ravel() for s in outcomes.scales}
    return pa.table(inputs), pa.table(measures)


def _ema(path: Path, inputs: pa.Table, measures: pa.Table) -> None:
    """Write what `ema_workbench.load_results` reads (its format 0.1)."""
    kinds = dict.fromkeys(inputs.column_names[2:], "float64")
    table = inputs.rename_columns(["policy", "scenario", *kinds])
    model = pa.array(["steelyard"] * len(table))
    table = table.append_column("model", model)
    text = io.BytesIO()
    pa_csv.write_csv(table, text)
    files = {"experiments.csv": text.getvalue()}
    for name in measures.column_names:
        lines = io.StringIO()
        rows = ([repr(float(v))] for v in measures.column(name).to_numpy())
        csv.writer(lines, lineterminator="\n").writerows(rows)
        files[f"{name}.csv"] = lines.getvalue().encode()
    named = {**kinds, "policy": "object", "scenario": "int64", "model": "object"}
    meta = {
        "version": 0.1,
        "outcomes": [["ScalarOutcome", n, f"{n}.csv"] for n in measures.column_names],
        "experiments": named,
    }
    files["metadata.json"] = json.dumps(meta).encode()
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
