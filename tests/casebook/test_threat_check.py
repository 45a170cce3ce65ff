"""`threat.yaml` held against the rest of a casebook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.reader import open_casebook, shipped
from steelyard.casebook.threat_check import limits_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the first casebook."""
    target = tmp_path_factory.mktemp("case") / "sr309"
    return Path(shutil.copytree(shipped()["sr309"], target))


def complaint(folder: Path, file: str, old: str, new: str) -> str:
    """Replace text in one file, open, restore; return what opening complains of."""
    path = folder / file
    text = path.read_text()
    assert old in text, f"{old!r} is not in {file}"
    try:
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(CasebookError) as caught:
            open_casebook(folder)
    finally:
        path.write_text(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("change: arrivals_pressure", "change: arrivals_presure", "did you mean 'arrivals_pressure'"),
        ("on: M06, change", "on: M99, change", "no action or driver 'M99'"),
        ("regions: [san_diego, el", "regions: [san_digo, el", "did you mean 'san_diego'"),
        ("length: line_yuma", "length: line_shift", "in 'hour'"),
        ("names: [Yuma]", "names: [Tucson]", "stands for"),
        ("on: asylum_limits, change: arrivals_asylum_limits", "on: asylum_limits, change: line_shift", "in 'hour'"),
        ("weekend: arrivals_weekend", "weekend: supply_pressure", "within 0"),
        ("flow: between_ports\n  agents", "flow: between_port\n  agents", "no flow"),
        ("rate: drones_cbp", "rate: drones_night", "kind of 'event/day'"),
        ("source: [chavez-2023]", "source: [chavez-2032]", "did you mean 'chavez-2023'"),
        ("group: coast, seizure", "group: cost, seizure", "no group 'cost'"),
        ("routes: [drone], catch: catch_drone_detection", "routes: [dron], catch: catch_drone_detection", "no route 'dron'"),
        ("deaths: deaths_to_supply", "deaths: opioid_deaths", "kind of 'ratio'"),
        ("response: volume_response", "response: supply_pressure", "within 0"),
        ("price: price_to_supply", "price: loss_replacement", "within"),
        ("  cooperation_lost:\n", "  M06:\n", "is an action and a driver"),
        ("on: M12, crews", "on: cooperation_lost, crews", "no action"),
        ("claims: [C040,", "claims: [C940,", "no claim 'C940'"),
        ("charts: [crossings_2020]", "charts: [crossing_2020]", "did you mean 'crossings_2020'"),
        ("    map: line\n", "    map: lines\n", "no map 'lines'"),
        ("source: [sr309, cdc-vsrr-2025,", "source: [sr309, cdc-vsrr-2052,", "did you mean 'cdc-vsrr-2025'"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    folder: Path, old: str, new: str, says: str
) -> None:
    """Dangling ids, wrong units, impossible ranges: each at its place, with a mend."""
    text = complaint(folder, "threat.yaml", old, new)
    assert says in text
    assert "threat.yaml:" in text


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("seizure_mail", "seizures alone do not identify flow"),
        ("flow_drone", "seizures alone do not identify flow"),
        ("deaths_to_supply", "a link to deaths rests on"),
    ],
)
def test_what_nobody_knows_needs_a_range(folder: Path, id_: str, says: str) -> None:
    """A route's probability or share and a link to deaths without a range are refused."""
    text = (folder / "quantities-threat.yaml").read_text()
    start = text.index(f"  {id_}:\n")
    stop = text.index("    source:", start)
    lines = [x for x in text[start:stop].splitlines(keepends=True) if "range:" not in x]
    plain = "".join(lines).replace("basis: assumed", "basis: elicited")
    found = complaint(folder, "quantities-threat.yaml", text[start:stop], plain)
    assert says in found


def test_percent_is_refused_where_a_ratio_is_taken_as_it_stands(folder: Path) -> None:
    """A share in percent would be taken a hundred times too large: refused."""
    text = (folder / "quantities-threat.yaml").read_text()
    start = text.index("  line_available:\n")
    stop = text.index("    basis:", start)
    new = text[start:stop].replace("unit: ratio", "unit: percent")
    found = complaint(folder, "quantities-threat.yaml", text[start:stop], new)
    assert "write it in 'ratio'" in found


def test_limits_of_all_kinds_of_distributions() -> None:
    """Limits are those of what futures can draw."""
    base = {"value": 1.0, "unit": "ratio", "basis": "elicited", "source": ["a"]}
    kinds = [
        ({"kind": "uniform", "low": 0, "high": 2}, (0, 2)),
        ({"kind": "triangular", "low": 0, "mode": 1, "high": 3}, (0, 3)),
        ({"kind": "normal", "mean": 1, "sd": 1, "low": -1}, (-1, float("inf"))),
        ({"kind": "lognormal", "median": 1, "p90": 2}, (0, float("inf"))),
        ({"kind": "discrete", "values": [1, 4], "weights": [0.5, 0.5]}, (1, 4)),
    ]
    for distribution, limits in kinds:
        quantity = Quantity.model_validate({**base, "distribution": distribution})
        assert limits_of(quantity) == limits
    assert limits_of(Quantity.model_validate(base)) == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("group: coast, seizure", "seizure", "exactly one of group and flow_share"),
        ("title: Tunnels, kind: tunnel,", "title: Tunnels, kind: tunnels,", "'tunnels'"),
        ("supply: supply_watch, holder", "holder", "exactly one of catch, supply and deaths"),
        ("until: \"2024-12\"", "until: \"2024-13\"", "until"),
        ("judged: [\"2004-10\", \"2024-09\"]", "judge: [\"2004-10\", \"2024-09\"]", "unknown key 'judge'"),
    ],
)  # fmt: skip
def test_the_schema_refuses(folder: Path, old: str, new: str, says: str) -> None:
    """Routes without a group or share, unknown kinds and keys, bad months."""
    assert says in complaint(folder, "threat.yaml", old, new)
