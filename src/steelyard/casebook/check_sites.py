"""Hold `sites.yaml` against itself: names, units, capacity, past choices."""

from __future__ import annotations

from collections.abc import Mapping, Set

from steelyard.casebook.bounds import bounds
from steelyard.casebook.check_need import check_need
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.sites import SitesFile, Spot, Standard
from steelyard.casebook.units import dimension

POLICY: dict[str, str | tuple[str, ...]] = {
    "period": "day",
    "stay": "day",
    "haul": "USD/person/kilometer",
    "module_build": "USD",
    "module_day": "USD/day",
    "unmet": "USD/person/day",
    "reach": "kilometer",
    "service": "ratio",
    "tail_share": "ratio",
    "tail_weight": "ratio",
}
POSITIVE = ("period", "stay", "tail_share", "reach")


def check_sites(casebook: Casebook, broken: Set[str] = frozenset()) -> list[Problem]:
    """Find what in `sites.yaml` cannot be planned with.

    Named are: a name that nothing defines, a quantity of the wrong unit, a standard
    whose need and supply do not make people, a site without capacity, a negative cost,
    a past choice that is no candidate.
    """
    sites = casebook.sites
    if sites is None:
        return []
    check = RecordCheck(casebook, "sites", broken)
    for id_, standard in sites.standards.items():
        _standard(check, standard, ("standards", id_))
    if not any(s.module for s in sites.standards.values()):
        check.add(("standards",), "no standard says what a module has", "give `module`")
    for id_, kind in sites.kinds.items():
        at: Route = ("kinds", id_)
        _has(check, sites, kind.has, (*at, "has"))
        _money(check, kind.rate, (*at, "rate"), "1/day")
        _money(check, kind.opening_cost, (*at, "opening_cost"), "USD")
        _money(check, kind.closing_cost, (*at, "closing_cost"), "USD")
        _money(check, kind.running_cost, (*at, "running_cost"), "USD/day")
        _money(check, kind.displaced_cost, (*at, "displaced_cost"), "USD/day")
        _money(check, kind.opening_lead, (*at, "opening_lead"), "day")
        check.known("source", kind.source, casebook.sources, (*at, "source"))
    _candidates(check, sites)
    _areas(check, sites.areas, ("areas",))
    _wanted(check, sites)
    check_need(check, sites.needs, ("needs",))
    for key, unit in POLICY.items():
        _money(check, getattr(sites.policy, key), ("policy", key), unit)
    for key in POSITIVE:
        _above_zero(check, getattr(sites.policy, key), ("policy", key))
    for key in ("service", "tail_share"):
        at = ("policy", key)
        check.between(getattr(sites.policy, key), at, 0.0, 1.0, "a share")
    _past(check, sites)
    return check.problems


def _money(
    check: RecordCheck, id_: str | None, at: Route, unit: str | tuple[str, ...]
) -> None:
    units = (unit,) if isinstance(unit, str) else unit
    per_place = tuple(f"{u}/place" for u in units if u.startswith("USD"))
    check.quantity(id_, at, (*units, *per_place))
    check.at_least_zero(id_, at)


def _above_zero(check: RecordCheck, id_: str, at: Route) -> None:
    quantity = check.casebook.quantities.get(id_)
    if quantity and min(bounds(quantity)[0], quantity.value) <= 0:
        check.add(at, f"'{id_}' can be 0", "above 0")


def _standard(check: RecordCheck, standard: Standard, at: Route) -> None:
    quantities = check.casebook.quantities
    check.known("source", standard.source, check.casebook.sources, (*at, "source"))
    key = "need" if standard.need else "serves"
    id_ = standard.need or standard.serves or ""
    check.known("quantity", [id_], quantities, (*at, key))
    _above_zero(check, id_, (*at, key))
    if standard.module:
        _supply(check, standard, standard.module, (*at, "module"))


def _supply(check: RecordCheck, standard: Standard, id_: str, at: Route) -> None:
    """Hold a supply against a standard: together they must make people above 0."""
    quantities = check.casebook.quantities
    check.known("quantity", [id_], quantities, at)
    per = quantities.get(standard.need or standard.serves or "")
    supply = quantities.get(id_)
    if per is None or supply is None:
        return
    try:
        unit, each = dimension(supply.unit), dimension(per.unit)
    except ValueError:
        return  # named where the quantity is read
    people = unit / each if standard.need else unit * each
    if people != dimension("person"):
        what = f"'{id_}' [{supply.unit}] and the standard's [{per.unit}] make no people"
        check.add(at, what, "change a unit")
    if supply.value <= 0:
        check.add(at, f"'{id_}' is {supply.value:g}: no capacity", "above 0")
    check.at_least_zero(id_, at)


def _has(
    check: RecordCheck, sites: SitesFile, has: Mapping[str, str], at: Route
) -> None:
    check.known("standard", has, sites.standards, at)
    for standard, id_ in has.items():
        if standard in sites.standards:
            _supply(check, sites.standards[standard], id_, (*at, standard))


def _spot(check: RecordCheck, spot: Spot, at: Route) -> None:
    movement = check.casebook.movement
    if spot.airport is not None:
        known = movement.airports if movement else {}
        check.known("airport", [spot.airport], known, (*at, "airport"))


def _candidates(check: RecordCheck, sites: SitesFile) -> None:
    casebook = check.casebook
    table = casebook.tables.get(sites.history_table or "")
    if sites.history_table and table is None:
        what = f"no data table '{sites.history_table}'"
        check.add(("history_table",), what)
    rows: set[str] = set()
    if table is not None:
        rows = {str(v) for v in table.arrow.column("id").to_pylist()}
    for id_, item in sites.candidates.items():
        at: Route = ("candidates", id_)
        check.known("kind", [item.kind], sites.kinds, (*at, "kind"))
        check.known("source", item.source, casebook.sources, (*at, "source"))
        _spot(check, item, at)
        _has(check, sites, item.has, (*at, "has"))
        kind = sites.kinds.get(item.kind)
        if kind is not None and not (kind.has or item.has):
            what = f"'{id_}' has nothing of its own: no capacity is known"
            check.add((*at, "has"), what, "give `has` for it or its kind")
        if table is not None:
            known = dict.fromkeys(rows, True)
            check.known("row of past use", item.history, known, (*at, "history"))


def _areas(check: RecordCheck, areas: Mapping[str, Spot], at: Route) -> None:
    for id_, area in areas.items():
        here = (*at, id_)
        _spot(check, area, here)
        weight = getattr(area, "weight", None)
        check.quantity(weight, (*here, "weight"), ("ratio", "person", "event"))
        check.at_least_zero(weight, (*here, "weight"))


def _wanted(check: RecordCheck, sites: SitesFile) -> None:
    actions = check.casebook.actions
    check.known("action", sites.wanted.actions, actions, ("wanted", "actions"))
    for id_ in sites.wanted.actions:
        if id_ in actions:
            uses = {u.id: u for u in actions[id_].uses}
            check.known("use", [sites.wanted.use], uses, ("wanted", "use"))


def _past(check: RecordCheck, sites: SitesFile) -> None:
    for id_, past in sites.past.items():
        at: Route = ("past", id_)
        check.quantity(past.people, (*at, "people"), "person")
        check.at_least_zero(past.people, (*at, "people"))
        check.quantity(past.days, (*at, "days"), "day")
        _areas(check, past.areas, (*at, "areas"))
        check.known("source", past.source, check.casebook.sources, (*at, "source"))
        for i, choice in enumerate(past.chosen):
            here = (*at, "chosen", i)
            check.known("candidate", [choice.site], sites.candidates, (*here, "site"))
            check.quantity(choice.people, (*here, "people"), "person")
