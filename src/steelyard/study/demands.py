"""What a course takes from the forces, over all futures of a sample."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.casebook.model import Casebook
from steelyard.study.chain import only, run_chain
from steelyard.study.futures import Futures, blocks
from steelyard.study.kit import Kit, read_kit
from steelyard.study.readiness import Demand, demand_of
from steelyard.study.scene import scene


def demand(
    casebook: Casebook, course: str, drawn: Futures, kit: Kit | None = None
) -> Demand:
    """Return what a course takes on each day of the horizon, in each future."""
    kit = kit or read_kit(casebook)
    found = []
    for rows in blocks(len(drawn)):
        here = scene(kit, drawn, rows)
        _, given = run_chain(kit, here, course, only("activity"))
        found.append(demand_of(casebook, course, given["levels"].parts, here.draws))
    pieces = (
        replace(same[0], amount=np.concatenate([p.amount for p in same]))
        for same in zip(*(d.pieces for d in found), strict=True)
    )
    return Demand(tuple(pieces), drawn.draws(casebook.quantities))
