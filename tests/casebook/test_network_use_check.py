"""What a network takes from its casebook, held against it."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.network_use_check import check_use
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.casebook.schema.network_use import Lever

SHIPPED = Path(__file__).parents[2] / "src/steelyard/casebooks/sr309"


def _said(sr309: Casebook, **changes: Any) -> list[str]:
    assert sr309.network is not None
    network = sr309.network.model_copy(update=changes)
    return [
        f"{p.message}; {p.mend}"
        for p in check_use(dataclasses.replace(sr309, network=network))
    ]


def _lever(**fields: Any) -> dict[str, Any]:
    base = {
        "on": "M13",
        "what": "room",
        "at": ["base_sites"],
        "amount": ["module_beds"],
    }
    return {"levers": (Lever.model_validate({**base, **fields}),)}


def test_the_shipped_one_fits(sr309: Casebook) -> None:
    """Nothing is wrong with it."""
    assert _said(sr309) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": "M31"}, "no action 'M31'"),
        ({"amount": ["module_bedz"]}, "no quantity 'module_bedz'; did you mean"),
        ({"amount": ["stay_border"]}, "the product is in day; it must be in person"),
        ({"at": ["fear_screening"]}, "has no room that could grow"),
        ({"what": "servers"}, "has servers without limit"),
        (
            {"what": "seats", "amount": ["interior_arrests"]},
            "is no link and has no seats",
        ),
        (
            {"what": "servers", "at": ["flights_far"]},
            "is a link and has no servers",
        ),
        (
            {"what": "care", "standard": "licensed_place"},
            "has no care by the standard 'licensed_place'",
        ),
        ({"what": "time", "amount": ["line_displacement"]}, ""),
        (
            {
                "what": "share",
                "of": "ice_detention",
                "to": "relief",
                "at": ["custody.yuma"],
                "amount": ["atd_instead"],
            },
            "no route from 'custody.yuma' has ways to both",
        ),
        (
            {
                "what": "share",
                "of": "out",
                "to": "in",
                "amount": ["line_displacement"],
            },
            "a share can leave 0 to 1",
        ),
    ],
)
def test_levers(sr309: Casebook, fields: dict[str, Any], said: str) -> None:
    """A lever that cannot work is named, with what would be right."""
    found = _said(sr309, **_lever(**fields))
    assert any(said in text for text in found) if said else found == []


def test_feeds_and_groups(sr309: Casebook) -> None:
    """A region that leads nowhere and a station of two groups are found."""
    network = sr309.network
    assert network is not None
    feed = network.feeds[0]
    without = {k: v for k, v in feed.stations.items() if k != "yuma"}
    short = feed.model_copy(update={"stations": without})
    assert any("stations lack 'yuma'" in t for t in _said(sr309, feeds=(short,)))
    lost = feed.model_copy(update={"flow": "between_port"})
    assert any(
        "no flow 'between_port'; did you mean 'between_ports'" in t
        for t in _said(sr309, feeds=(lost,))
    )
    twice = (*network.groups, network.groups[0].model_copy(update={"id": "again"}))
    assert any("belongs to 'border_custody'" in t for t in _said(sr309, groups=twice))


def test_place_in_the_file(tmp_path: Path) -> None:
    """The problem stands with line and column, and nothing is opened."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "case"))
    path = folder / "network.yaml"
    text = path.read_text().replace("{on: M13, what: room", "{on: M113, what: room", 1)
    text = text.replace("removals: [gone_by_land", "removals: [gone_by_lan", 1)
    path.write_text(text)
    with pytest.raises(CasebookError) as caught:
        open_casebook(folder)
    said = [str(p) for p in caught.value.problems]
    assert any(
        ": no action 'M113'" in p and p.startswith("network.yaml:") for p in said
    )
    assert any("'gone_by_lan' is no exit of this network" in p for p in said)
