"""Hold the pictures of the setting against the rest of a casebook."""

from __future__ import annotations

from collections.abc import Iterable, Set

from steelyard.casebook.model import Casebook
from steelyard.casebook.outlines import maps
from steelyard.casebook.problems import Problem, nearest

SHOWN = {
    "arrivals": "flows",
    "airspace": "airspace",
    "routes": "narcotics",
    "violence": "violence",
}
"""What a picture is of: the part of `threat.yaml` that it shows."""


def check_pictures(casebook: Casebook, broken: Set[str]) -> list[Problem]:
    """Find claims, charts, sources and maps that nothing defines."""
    threat = casebook.threat
    assert threat is not None
    problems: list[Problem] = []

    def add(route: tuple[str, ...], what: str, mend: str = "") -> None:
        problems.append(Problem(casebook.mark("threat", "threat", *route), what, mend))

    def known(kind: str, ids: Iterable[str], held: Iterable[str], *route: str) -> None:
        names = list(held)
        for id_ in ids:
            if id_ not in names:
                add(route, f"no {kind} '{id_}'", nearest(id_, names))

    for id_, chart in threat.charts.items():
        if "sources" not in broken:
            known("source", chart.source, casebook.sources, "charts", id_, "source")
    for id_, picture in threat.pictures.items():
        at = ("pictures", id_)
        if not getattr(threat, SHOWN[picture.of]):
            what = f"the picture '{id_}' is of {picture.of}, which the casebook lacks"
            add((*at, "of"), what, f"add `{SHOWN[picture.of]}`")
        if "claims" not in broken:
            known("claim", picture.claims, casebook.claims, *at, "claims")
        known("chart", picture.charts, threat.charts, *at, "charts")
        if picture.map is not None:
            known("map", [picture.map], maps(casebook), *at, "map")
    return problems
