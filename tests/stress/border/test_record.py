"""Yearly records of the line."""

from __future__ import annotations

import dataclasses

import pytest

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.stress.border.record import read_yearly


@pytest.fixture(scope="module")
def case() -> Casebook:
    return open_casebook("sr309")


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT 2000 AS year, 'Yumma' AS region, 5 AS value", "no region 'Yumma'"),
        ("SELECT 2000 AS year, 'Yuma' AS region, NULL AS value", "no value"),
        ("SELECT 2000 AS year, 'Yuma' AS region, 5 AS value", "no year has a value"),
        ("SELECT 1 AS year", "no column 'region'"),
        ("DROP TABLE x", "SELECT"),
    ],
)
def test_bad_records_are_refused(case: Casebook, sql: str, says: str) -> None:
    """Renamed sectors, blanks, missing sectors and bad queries are refused."""
    assert case.threat is not None
    assert case.threat.border is not None
    border = case.threat.border.model_copy(update={"agents_sql": sql})
    threat = case.threat.model_copy(update={"border": border})
    changed = dataclasses.replace(case, threat=threat)
    regions = case.threat.flows["between_ports"].regions
    with Sandbox(case.tables) as sandbox, pytest.raises(CasebookError, match=says):
        read_yearly(changed, sandbox, "agents_sql", regions)


def test_years_that_two_records_share(case: Casebook) -> None:
    """Records are brought together on the years that both have."""
    assert case.threat is not None
    regions = case.threat.flows["between_ports"].regions
    with Sandbox(case.tables) as sandbox:
        agents = read_yearly(case, sandbox, "agents_sql", regions)
        encounters = read_yearly(case, sandbox, "encounters_sql", regions)
    assert agents.years[0] == 1992
    years, mine, theirs = agents.together(encounters, 1990, 2030)
    assert years == tuple(range(1992, 2020))
    assert mine.shape == theirs.shape == (28, 9)
