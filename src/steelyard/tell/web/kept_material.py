"""What the linked views of a run work on, kept beside its pages.

Drawing the futures again takes the statistics library into memory; their inputs and
outcomes are small, so the process that makes the pages keeps them.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.study.store import Run, beside
from steelyard.tell.web.lens import read
from steelyard.tell.web.marks import mark, place
from steelyard.weigh.examine.material import Material
from steelyard.weigh.outcomes import NotEvaluated, Outcomes, Scale

NAME = "explore.npz"


def keep_material(run: Run, casebook: Casebook) -> None:
    """Keep the inputs and outcomes of a finished run.

    Raises
    ------
    StoreError
        If they cannot be read or written.
    """
    if find_material(run, casebook) is not None:
        return
    m = read(casebook, run)
    told = {
        "mark": mark(run),
        "names": list(m.names),
        "courses": list(m.outcomes.courses),
        "scales": [
            [s.id, s.title, s.unit, s.direction, s.row] for s in m.outcomes.scales
        ],
        "missing": [[n.id, n.title, n.model] for n in m.outcomes.not_evaluated],
    }
    content = io.BytesIO()
    np.savez_compressed(
        content,
        told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        inputs=m.inputs,
        values=m.outcomes.values,
        thresholds=m.outcomes.thresholds,
    )
    with beside(place(run, NAME)) as temporary:
        temporary.write_bytes(content.getvalue())


def find_material(run: Run, casebook: Casebook) -> Material | None:
    """Return what is kept of a run, if it was made from it by this program."""
    try:
        with np.load(place(run, NAME), allow_pickle=False) as kept:
            told: dict[str, Any] = json.loads(kept["told"].tobytes())
            if told["mark"] != mark(run):
                return None
            outcomes = Outcomes(
                tuple(told["courses"]),
                tuple(Scale(*s) for s in told["scales"]),
                kept["values"],
                kept["thresholds"],
                tuple(NotEvaluated(*n) for n in told["missing"]),
            )
            return Material(casebook, outcomes, tuple(told["names"]), kept["inputs"])
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
