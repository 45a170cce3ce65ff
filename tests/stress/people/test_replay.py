"""Replays of the record."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.schema.network import Network
from steelyard.stress.people.replay import replays, scores

MONTHS = [f"{y}-{m:02d}" for y in (2020, 2021) for m in range(1, 13)]


def _values(rows: list[tuple[Any, ...]], columns: str) -> str:
    listed = ", ".join(str(tuple(row)) for row in rows)
    return f"SELECT * FROM (VALUES {listed}) AS t({columns})"


def _network(
    come: float, there: float, place: str = "house", month: str = "2020-01"
) -> Network:
    arrivals = [(m, place, "all", come) for m in MONTHS]
    observed = [(m, "homes", there) for m in MONTHS[6:]]
    observed[0] = (max(month, MONTHS[6]), "homes", there)
    return Network.model_validate(
        {
            "classes": [{"id": "all"}],
            "stations": [
                {"id": "house", "service": {"kind": "exponential", "mean": "20 days"}}
            ],
            "exits": [{"id": "out"}],
            "routes": [{"at": "house", "ways": [{"to": ["out"]}]}],
            "groups": [{"id": "homes", "title": "Homes", "stations": ["house"]}],
            "replays": [
                {
                    "id": "test",
                    "begins": "2020-01",
                    "judged": ["2020-07", "2021-12"],
                    "fitted": "2020-12",
                    "fit": ["house"],
                    "arrivals_sql": _values(arrivals, 'month, place, "class", value'),
                    "observed_sql": _values(observed, 'month, "group", value'),
                }
            ],
        }
    )


def test_little(tiny: Casebook) -> None:
    """Arrivals times stay are the persons there; the factor makes up what lacks.

    3,050 a month for 20 days are 2,000 persons (3,050 x 20 / 30.5); where 1,000 were
    counted, stays must have been half as long.
    """
    casebook = dataclasses.replace(tiny, network=_network(3050.0, 1000.0))
    (done,) = replays(casebook, cohort=1.0)
    assert done.simulated["as_is"]["homes"][8:].mean() == pytest.approx(2000, rel=0.03)
    assert done.factor == pytest.approx(0.5, rel=0.03)
    assert done.error("as_is", "homes") == pytest.approx(100, abs=6)
    assert done.error("fitted", "homes") < 5
    assert done.still("fitted", "homes") == 0
    assert done.judged("fitted")[0] == "2021-01"
    (score,) = scores(casebook)
    assert score.id == "network.test.homes"
    assert not score.beats


@pytest.mark.parametrize(
    ("place", "said"), [("hause", "no place 'hause'"), ("house", "")]
)
def test_unknown_names(tiny: Casebook, place: str, said: str) -> None:
    """A place that the network lacks is named, with its row."""
    casebook = dataclasses.replace(tiny, network=_network(10.0, 5.0, place))
    if not said:
        assert len(replays(casebook)) == 1
        return
    with pytest.raises(CasebookError, match=f"row 1 of the query: {said}"):
        replays(casebook)


def test_none(tiny: Casebook) -> None:
    """A casebook without a network has no replays."""
    assert replays(tiny) == ()


def test_the_record_of_detention(sr309: Casebook) -> None:
    """The two replays of the shipped casebook run, and beat a world that stands still.

    What they miss by stands in `docs/people.md`.
    """
    found = {score.id: score for score in scores(sr309)}
    assert len(found) == 2
    for score in found.values():
        assert score.beats
        assert score.count >= 59
