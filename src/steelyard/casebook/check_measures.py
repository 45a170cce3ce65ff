"""Hold measures and what was said of their weights against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Mark, Problem, nearest
from steelyard.casebook.schema.measures import Measure, Stakeholder
from steelyard.casebook.units import same_dimension

Mark_ = Callable[..., Mark]


def check_measures(casebook: Casebook, broken: Set[str]) -> list[Problem]:
    """Return what is wrong with thresholds, parts of measures and stakeholders."""
    found: list[Problem] = []
    for id_, measure in casebook.measures.items():
        held = casebook.quantities.get(measure.threshold or "")
        if held is not None and not _fits(held.unit, measure.unit):
            found.append(
                Problem(
                    casebook.mark("measure", id_, "threshold"),
                    f"threshold in {held.unit}, the measure in {measure.unit}",
                    f"name a quantity whose unit converts to {measure.unit}",
                )
            )
        found += _within(casebook, measure)
    if "measures" in broken:
        return found
    for id_, held_by in casebook.stakeholders.items():
        place = casebook.places["stakeholder", id_]
        found += check_stakeholder(held_by, casebook.measures, place.mark)
        unknown = sorted({*held_by.source} - set(casebook.sources))
        found += [
            Problem(place.mark("source"), f"no source '{s}'", _near(s, casebook))
            for s in unknown
            if "sources" not in broken
        ]
    return found


def check_stakeholder(
    stakeholder: Stakeholder, measures: Mapping[str, Measure], mark: Mark_
) -> list[Problem]:
    """Return what is wrong with the measures that a stakeholder names.

    Parameters
    ----------
    mark
        Gives the place of a key within the stakeholder.
    """
    found = []
    for route, id_ in _named(stakeholder):
        measure = measures.get(id_)
        if measure is None:
            what, mend = f"no measure '{id_}'", nearest(id_, measures)
        elif (reason := not_weighed(measure)) is not None:
            what = f"'{id_}' is not weighed: {reason}"
            mend = "leave it out"
        else:
            continue
        found.append(Problem(mark(*route, key=True), what, mend))
    return found


def not_weighed(measure: Measure) -> str | None:
    """Return why a measure has no weight, or None if it may have one."""
    if measure.direction == "neither":
        return "it has no better and no worse"
    if measure.row == "legality":
        return "what the law bars is a limit and no weight makes up for it"
    if measure.within is not None:
        return f"it is a part or a cause of {measure.within}, which is"
    return None


def _named(held: Stakeholder) -> Iterable[tuple[tuple[str | int, ...], str]]:
    for i, group in enumerate(held.order):
        for k, id_ in enumerate(group):
            yield ("order", i, k), id_
    for id_ in held.points:
        yield ("points", id_), id_
    for id_ in held.bounds:
        yield ("bounds", id_), id_


def _within(casebook: Casebook, measure: Measure) -> list[Problem]:
    whole = measure.within
    if whole is None:
        return []
    mark = casebook.mark("measure", measure.id, "within")
    if whole not in casebook.measures:
        mend = nearest(whole, casebook.measures)
        return [Problem(mark, f"no measure '{whole}'", mend)]
    if casebook.measures[whole].within is not None or whole == measure.id:
        return [Problem(mark, f"'{whole}' is itself within another", "name a whole")]
    return []


def _near(source: str, casebook: Casebook) -> str:
    return nearest(source, casebook.sources)


def _fits(unit: str, other: str) -> bool:
    try:
        return same_dimension(unit, other)
    except ValueError:
        return True  # a unit that cannot be read is told of elsewhere
