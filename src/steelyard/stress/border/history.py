"""Back-test of the line: shares of regions, and published rates of effectiveness."""

from __future__ import annotations

import numpy as np

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.stress.border.course import LineModel, read_line, told_rate
from steelyard.stress.border.displacement import judge_displacement
from steelyard.stress.migration.flow import read_flow
from steelyard.stress.scores import Score


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the scores of the line.

    Raises
    ------
    CasebookError
        If no judged year is in both records.
    """
    spec = casebook.threat.border if casebook.threat else None
    if spec is None:
        return ()
    with Sandbox(casebook.tables) as sandbox:
        flow = read_flow(casebook, sandbox, spec.flow)
        model = read_line(casebook, sandbox, flow)
    first, last = spec.calibrate[0], max(spec.calibrate[1], spec.judge[1])
    years, agents, encounters = model.agents.together(model.encounters, first, last)
    if not any(spec.judge[0] <= year <= spec.judge[1] for year in years):
        mark = casebook.mark("threat", "threat", "border", "judge")
        what = f"no year of both records from {spec.judge[0]} to {spec.judge[1]}"
        raise CasebookError([Problem(mark, what)])
    found = [
        judge_displacement(
            years, model.regions, agents, encounters, spec.calibrate, spec.judge
        )
    ]
    if spec.published:
        found.append(_rates(casebook, model))
    return tuple(found)


def _rates(casebook: Casebook, model: LineModel) -> Score:
    """Hold the model, set to the present, against rates published for other years."""
    values = {id_: np.array([q.value]) for id_, q in casebook.quantities.items()}
    now = values[model.spec.effectiveness][0]
    errors, still = [], []
    for item in model.spec.published.values():
        rate = values[item.rate][0]
        errors.append(abs(told_rate(model, item, values)[0] - rate))
        still.append(abs(now - rate))
    return Score(
        id="border.effectiveness",
        measure="mean absolute error of the published rate of effectiveness",
        error=float(np.mean(errors)),
        baselines={"present_rate": float(np.mean(still))},
        coverage80=None,
        count=len(errors),
        note="published rates of "
        + " and ".join(model.spec.published)
        + ": a comparison, not a hold-out; ranges were set with them in view",
    )
