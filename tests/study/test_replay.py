"""Replaying the record of an indicator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.study.replay import months_of, records


def test_windows_keep_their_season(tiny: Casebook) -> None:
    """A horizon from October is replayed from Octobers of the record."""
    with Sandbox(tiny.tables) as sandbox:
        record = records(tiny, sandbox)["level"]
    assert record.starts == ("2022-10", "2023-10")
    assert record.windows.shape == (2, 12)
    assert record.windows[0, 6] == 6.1  # April 2023
    picked = record.pick(np.array([0.0, 0.49, 0.51, 0.999]))
    assert picked[:, 6].tolist() == [6.1, 6.1, 4.1, 4.1]


def test_months_of_horizon(tiny: Casebook) -> None:
    """A horizon of a year has twelve months."""
    months = months_of(tiny)
    assert (months[0], months[-1], len(months)) == ((2024, 10), (2025, 9), 12)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT month, level FROM gauge", "columns month and value"),
        ("SELECT month, level AS value FROM gauge WHERE month <> '2023-05'", "2023-05"),
        ("SELECT month, level AS value FROM gauge LIMIT 6", "shorter than the horizon"),
        ("SELECT month, level AS value FROM gauge LIMIT 0", "no rows"),
        ("SELECT month, NULL AS value FROM gauge", "no value for"),
        ("SELECT * FROM nowhere", "does not exist"),
    ],
)
def test_bad_indicators(tiny: Casebook, sql: str, said: str) -> None:
    """Gaps, short records and wrong columns are named with the file's line."""
    changed = tiny.indicators["level"].model_copy(update={"sql": sql})
    spoiled = replace(tiny, indicators={"level": changed})
    with (
        Sandbox(tiny.tables) as sandbox,
        pytest.raises(CasebookError, match=said) as caught,
    ):
        records(spoiled, sandbox)
    assert caught.value.problems[0].mark.file == "courses.yaml"
