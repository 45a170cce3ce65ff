"""Numbers of a network that cannot be: negative times, unknown quantities."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from pydantic import BaseModel

from steelyard.casebook.problems import Problem
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_values import Values, share, span_hours
from steelyard.casebook.yamlfile import Document, Route

_POSITIVE = {"limit", "every"}
_LAWS = {"service", "service_of", "patience", "patience_of", "up", "down"}
_AMOUNTS = {"cv", "servers", "persons", "times", "seats", "at_least", "cancelled"} | {
    *("share", "weights", "per_person", "above", "below", "room"),
}
_SPANS = {"mean", "means", "values", "at", "every", "first", "travel", "limit"} | {
    *("lead", "ramp", "stays", "begins", "ends", "age", "longer"),
}

_USES = {"groups", "feeds", "levers", "outcomes", "replays"}


def _leaves(value: object, path: Route) -> Iterator[tuple[Route, object]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _leaves(item, (*path, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def time_problems(network: Network, document: Document) -> Iterator[Problem]:
    """Find times that are negative, or zero where they must not be."""
    for path, value in _leaves(network, ()):
        if not isinstance(value, str):
            continue
        hours = span_hours(value)
        if hours is None:
            continue
        if hours < 0:
            yield Problem(
                document.mark(path), f"the time '{value}' is negative", "give 0 or more"
            )
        elif hours == 0 and (
            path[-1] in _POSITIVE
            or (_LAWS & set(map(str, path)) and "values" not in path)
        ):
            yield Problem(
                document.mark(path), f"the time '{value}' is zero", "give more than 0"
            )
    for i, closure in enumerate(network.closures):
        begins, ends = span_hours(closure.begins), span_hours(closure.ends)
        if begins is not None and ends is not None and ends <= begins:
            yield Problem(
                document.mark(("closures", i, "ends")),
                f"the closure ends at {closure.ends}, not after {closure.begins}",
                "give a later end",
            )


def quantity_problems(
    network: Network, document: Document, values: Values
) -> Iterator[Problem]:
    """Find quantities that are not known, or not of the right kind."""
    for path, value in _leaves(network, ()):
        read = _reader(path, values)
        if read is None or not isinstance(value, str):
            continue
        try:
            amount = read(value)
        except KeyError:
            yield Problem(
                document.mark(path),
                f"'{value}' is neither a number nor a quantity of the casebook",
                "write it out, or add it to quantities.yaml",
            )
        except ValueError as error:
            yield Problem(document.mark(path), str(error), "use another quantity")
        else:
            if not math.isfinite(amount) or (amount < 0 and path[-1] != "below"):
                yield Problem(
                    document.mark(path), f"'{value}' is {amount:g}", "give 0 or more"
                )


def _reader(path: Route, values: Values) -> Callable[[str], float] | None:
    """Return how to read the number at a place, None where no number stands."""
    keys = [part for part in path if isinstance(part, str)]
    if "shifts" in keys and keys[-1] in {"begins", "ends"}:
        return None  # times of day
    if "routes" in keys and keys[-1] not in {"share", "weights"}:
        return None  # names of places
    if path[0] in _USES and keys != ["feeds", "share"]:
        return None  # names, months and queries
    if "care" in keys:
        return values.number
    if keys[-1] == "per_day":
        return values.per_hour
    if keys[-1] in _AMOUNTS:
        return values.number
    return values.hours if keys[-1] in _SPANS else None


def amount_problems(
    network: Network, document: Document, values: Values
) -> Iterator[Problem]:
    """Find amounts that are negative, or surges that change nothing."""
    for path, value in _leaves(network, ()):
        free = path[-1] == "below" or {"share", "servers"} & set(path)
        if isinstance(value, float) and value < 0 and not free:
            yield Problem(
                document.mark(path), f"{value:g} is negative", "give 0 or more"
            )
        if not isinstance(value, float | str) or path[-1] not in {"cv", "per_person"}:
            continue
        if share(values, value) == 0:
            yield Problem(document.mark(path), "it is zero", "give more than 0")
    for i, surge in enumerate(network.surges):
        if share(values, surge.servers) == 0 and share(values, surge.room) == 0:
            yield Problem(
                document.mark(("surges", i)),
                f"the surge '{surge.id}' brings nothing",
                "give servers or room",
            )
        above, below = share(values, surge.above), share(values, surge.below)
        if above is not None and below is not None and below >= above:
            yield Problem(
                document.mark(("surges", i, "below")),
                f"the surge '{surge.id}' is withdrawn at the level that calls it",
                "let below be less than above",
            )
