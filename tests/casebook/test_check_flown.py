"""What says how plans reach the people flow is held against the casebook."""

from __future__ import annotations

import re
from pathlib import Path

import fed_case
import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook


def said(case: Path) -> str:
    """Return what is said of a casebook that cannot be used."""
    with pytest.raises(CasebookError) as caught:
        open_casebook(case)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("link: shuttle", "link: shuttles", "no link 'shuttles' of the network; did"),
        ("[camp]}", "[kamp]}", "no airport 'kamp'; did you mean 'camp'?"),
        ("[camp]}", "[base]}", "no demand goes to 'base'"),
        ("[camp]}", "[]}", "at least 1 item"),
        (
            "[camp]}",
            "[camp]}, {link: shuttle, destinations: [camp]}",
            "'shuttle' is fed twice",
        ),
        ("on_time", "buses", "a share of people 'buses' can be 5 to 5"),
        ("on_time", "no_such", "no quantity 'no_such'"),
        ("target: on_time\n", "", "'target' is missing in 'flown'"),
        (
            "target: on_time",
            "target: on_time\n  refusals: on_time",
            "give refusals and refusal_length, or neither",
        ),
        (
            "target: on_time",
            "target: on_time\n  refusals: buses\n  refusal_length: buses",
            "'buses' is in ratio, not in 1/day",
        ),
        ("target: on_time", "wrong: on_time", "wrong"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """Each with file, line and column of the declaration."""
    flown = fed_case.FLOWN.replace(old, new, 1)
    case = fed_case.write(tmp_path, 4500, 60, flown=flown)
    text = said(case)
    assert says in text
    first = (case / "movement.yaml").read_text().splitlines().index("flown:") + 1
    lines = [int(n) for n in re.findall(r"movement\.yaml:(\d+):\d+: ", text)]
    assert lines
    assert all(n >= first for n in lines)


def test_who_left_by_the_link_must_be_told_apart(tmp_path: Path) -> None:
    """A place behind a fed link that others reach too is refused."""
    case = fed_case.write(tmp_path, 4500, 60)
    path = case / "network.yaml"
    path.write_text(path.read_text().replace("to: [shuttle]", "to: [shuttle, there]"))
    assert "'there' is reached from 'gate' as well as from the link" in said(case)


def test_no_network_to_feed(tmp_path: Path) -> None:
    """The declaration needs a network."""
    case = fed_case.write(tmp_path, 4500, 60)
    path = case / "casebook.yaml"
    path.write_text(path.read_text().replace("network: [network.yaml]", "# none"))
    assert "the casebook has no network to feed" in said(case)
