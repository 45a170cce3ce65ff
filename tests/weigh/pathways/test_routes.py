"""Pathways of a casebook, from its own runs."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.chain import only, run_chain
from steelyard.study.futures import sample
from steelyard.study.kit import read_kit
from steelyard.study.levels import shown
from steelyard.study.scene import scene
from steelyard.weigh.pathways.routes import routes


@pytest.fixture(scope="module")
def found(sr309: Casebook) -> list[dict]:  # type: ignore[type-arg]
    return routes(sr309, list(sr309.courses), 128, 1)


def test_doing_nothing_tips_when_the_baseline_does(
    sr309: Casebook,
    found: list[dict],  # type: ignore[type-arg]
) -> None:
    """Counted by hand from its arrivals: the first of two months above."""
    kit = read_kit(sr309)
    here = scene(kit, sample(sr309, 128, 1), slice(0, 128))
    _, given = run_chain(kit, here, "nothing", only("activity"))
    values = shown(kit, here, given["levels"], "usbp_southwest")
    level = here.draws["surge_level"]
    ends = []
    for f in range(128):
        over = values[f] > level[f]
        pairs = [m + 1 for m in range(11) if over[m] and over[m + 1]]
        ends.append(pairs[0] if pairs else np.inf)
    (path,) = found
    assert path["courses"]["nothing"]["never"] == np.isinf(ends).mean()
    early = np.sort(ends)[int(np.ceil(128 / 6)) - 1]
    assert path["courses"]["nothing"]["low"] == early


def test_sequences_start_with_what_is_in_place(
    found: list[dict],  # type: ignore[type-arg]
) -> None:
    """Each begins with the present course; each later course ends no earlier."""
    (path,) = found
    assert path["sequences"]
    for s in path["sequences"]:
        assert s["courses"][0] == "nothing"
        assert len(s["decide_by"]) == len(s["courses"]) - 1
        lows = [path["courses"][c]["low"] or np.inf for c in s["courses"]]
        assert lows == sorted(lows)


def test_courses_that_were_not_run_are_left_off(sr309: Casebook) -> None:
    """The map holds what the run holds."""
    (path,) = routes(sr309, ["nothing", "civil"], 16, 1)
    assert set(path["courses"]) == {"nothing", "civil"}


def test_a_casebook_without_pathways(tiny: Casebook) -> None:
    """It has none, and nothing is run."""
    assert routes(tiny, list(tiny.courses), 16, 1) == []
