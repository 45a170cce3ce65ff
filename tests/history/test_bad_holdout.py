"""Hold-outs that a record cannot give."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.stress.history import scores
from steelyard.stress.narcotics.course import read_routes


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


def changed(case: Casebook, part: str, **given: Any) -> Casebook:
    assert case.threat is not None
    if part == "flows":
        flow = case.threat.flows["between_ports"].model_copy(update=given)
        update: dict[str, Any] = {"flows": {"between_ports": flow}}
    else:
        update = {part: getattr(case.threat, part).model_copy(update=given)}
    return dataclasses.replace(case, threat=case.threat.model_copy(update=update))


@pytest.mark.parametrize(
    ("history", "part", "given", "says"),
    [
        ("arrivals", "flows", {"judged": ("2030-01", "2030-12")}, "cannot be judged"),
        ("arrivals", "flows", {"judged": ("2000-01", "2001-12")}, "three years"),
        ("drugs", "narcotics", {"judge": (2026, 2026)}, "no complete year from 2026"),
        ("border", "border", {"judge": (2030, 2031)}, "no year of both records"),
    ],
)
def test_what_the_record_does_not_hold_is_refused(
    case: Casebook, history: str, part: str, given: dict[str, Any], says: str
) -> None:
    """A hold-out outside the record, or a year to date, is refused at its place."""
    with pytest.raises(CasebookError, match=says) as caught:
        scores(changed(case, part, **given), history)
    assert "threat.yaml:" in str(caught.value)


def test_too_few_years_of_calibration_are_refused(case: Casebook) -> None:
    """Two years of seizures cannot be calibrated to."""
    short = changed(case, "narcotics", calibrate=(2022, 2023))
    with (
        Sandbox(case.tables) as sandbox,
        pytest.raises(CasebookError, match="three years"),
    ):
        read_routes(short, sandbox)
