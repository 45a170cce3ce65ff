"""Hold `history.yaml` against the tables and quantities that it names."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from steelyard.casebook.check_lift import check_lift
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.schema.history import (
    COLUMNS,
    STOCK_COLUMNS,
    Episodes,
    Inflow,
    Lift,
    Ramp,
    Reception,
    Stock,
)
from steelyard.casebook.units import same_dimension

_Route = tuple[str | int, ...]
_Dated = Reception | Inflow | Ramp | Episodes | Lift
CLOSINGS = ("last_departure", "site_closed")
"""Measures that say when a site closed."""
RAMP_UNITS = {"per_week": "person/week", "most": "person", "spread": "ratio"}
"""Units in which a ramp's quantities are taken."""


@dataclass
class _Check:
    casebook: Casebook
    broken: Set[str]
    problems: list[Problem] = field(default_factory=list)

    def add(self, route: _Route, message: str, mend: str = "") -> None:
        mark = self.casebook.mark("history", "history", "cases", *route)
        self.problems.append(Problem(mark, message, mend))

    def known(
        self, what: str, name: str, names: Iterable[str], *route: str | int
    ) -> bool:
        there = set(names)
        if name not in there:
            self.add(route, f"no {what} '{name}'", nearest(name, there))
        return name in there

    def quantity(self, name: str | None, unit: str, *route: str | int) -> None:
        """Add a problem unless the quantity is there, and of the unit's kind."""
        if name is None or "quantities" in self.broken:
            return
        if self.known("quantity", name, self.casebook.quantities, *route):
            own = self.casebook.quantities[name].unit
            if not same_dimension(own, unit):
                self.add(route, f"'{name}' is in {own}", f"it must be in {unit}")

    def rows(
        self, i: int, table: str, columns: tuple[str, ...]
    ) -> list[dict[str, object]]:
        if not self.known("table", table, self.casebook.tables, i, "table"):
            return []
        arrow = self.casebook.tables[table].arrow
        lacks = [c for c in columns if c not in arrow.column_names]
        if lacks:
            what = f"the table '{table}' has no column {', '.join(lacks)}"
            self.add((i, "table"), what, f"it needs {', '.join(columns)}")
            return []
        return list(arrow.select(list(columns)).to_pylist())


def check_history(casebook: Casebook, broken: Set[str]) -> list[Problem]:
    """Return what is wrong with the back-tests of a casebook.

    Parameters
    ----------
    broken
        Parts of which a file could not be read: names from them are not held
        against them.
    """
    if casebook.history is None:
        return []
    check = _Check(casebook, broken)
    first: dict[str, int] = {}
    for i, case in enumerate(casebook.history.cases):
        if case.id in first:
            check.add((i, "id"), f"the case '{case.id}' is defined twice", "rename one")
        first.setdefault(case.id, i)
        if isinstance(case, Stock):
            _stock(check, i, case)
        else:
            _dated(check, i, case)
    return check.problems


def _dated(check: _Check, i: int, case: _Dated) -> None:
    rows = check.rows(i, case.table, COLUMNS)
    if not rows:
        return
    if not check.known(
        "operation in the table", case.case, _column(rows, "operation"), i, "case"
    ):
        return
    mine = [row for row in rows if row["operation"] == case.case]
    match case:
        case Reception():
            _reception(check, i, case, mine)
        case Inflow():
            _cell(check, mine, case.arrivals.site, case.arrivals.measure, i, "arrivals")
            _cell(check, mine, case.peak.site, case.peak.measure, i, "peak")
            stays = [row for row in rows if row["operation"] == case.stay.case]
            _cell(check, stays, case.stay.site, case.stay.measure, i, "stay")
            check.quantity(case.spread, "ratio", i, "spread")
        case Ramp():
            _cell(check, mine, case.site, "capacity", i, "site")
            for measure in case.means:
                _cell(check, mine, case.site, measure, i, "means", measure)
            for name, unit in RAMP_UNITS.items():
                check.quantity(getattr(case, name), unit, i, name)
        case Lift():
            _cell(check, mine, case.moved.site, case.moved.measure, i, "moved")
            if case.flights:
                _cell(
                    check, mine, case.flights.site, case.flights.measure, i, "flights"
                )
            check_lift(check, i, case, mine)


def _reception(
    check: _Check, i: int, case: Reception, rows: list[dict[str, object]]
) -> None:
    sites = _column(rows, "site")
    check.known("site in the table", case.network, sites, i, "network")
    for j, site in enumerate(case.sites):
        check.known("site in the table", site, sites, i, "sites", j)
    known = {
        str(row["measure"])
        for row in rows
        if row["site"] == case.network and str(row["date"]) <= case.window[1]
    }
    for name in ("inside", "abroad"):
        measure = getattr(case, name)
        if measure is not None:
            what = "count of the whole network by the end of the window:"
            check.known(what, measure, known, i, name)
    check.quantity(case.pace.spread, "ratio", i, "pace", "spread")
    if case.pace.like is None:
        if "departures_cumulative" not in known:
            what = "the window holds no departures_cumulative of the whole network"
            check.add((i, "pace"), what, "name a case with `like`")
        return
    _like(check, i, case)


def _like(check: _Check, i: int, case: Reception) -> None:
    file = check.casebook.history
    others = {c.id: c for c in file.cases if isinstance(c, Reception)} if file else {}
    others.pop(case.id, None)
    name = str(case.pace.like)
    if not check.known("other reception", name, others, i, "pace", "like"):
        return
    other = others[name]
    rows = check.rows(i, other.table, COLUMNS)
    ends = [
        str(row["date"])
        for row in rows
        if row["operation"] == other.case and row["measure"] in CLOSINGS
    ]
    if ends and max(ends) >= case.window[0]:
        what = f"'{name}' was not over before {case.window[0]}"
        check.add((i, "pace", "like"), what, f"its last site closed on {max(ends)}")


def _cell(
    check: _Check,
    rows: list[dict[str, object]],
    site: str,
    measure: str,
    i: int,
    *route: str | int,
) -> None:
    measures = [str(row["measure"]) for row in rows if row["site"] == site]
    if check.known("site in the table", site, _column(rows, "site"), i, *route):
        check.known(f"measure at '{site}'", measure, measures, i, *route)


def _stock(check: _Check, i: int, case: Stock) -> None:
    rows = check.rows(i, case.table, STOCK_COLUMNS)
    if not rows:
        return
    for name in ("population", "inflow", "outflow"):
        series = getattr(case, name)
        months = {
            str(row["month"])
            for row in rows
            if (row["measure"], row["breakdown"]) == (series.measure, series.breakdown)
        }
        if not months:
            what = f"no rows of {series.measure}, {series.breakdown}"
            pairs = {f"{r['measure']}, {r['breakdown']}" for r in rows}
            check.add((i, name), what, nearest(what[11:], pairs))
            continue
        for key in ("calibrate", "judged") if name != "outflow" else ():
            for month in getattr(case, key):
                if month not in months:
                    span = f"the record runs from {min(months)} to {max(months)}"
                    check.add((i, key), f"{name} has no month {month}", span)


def _column(rows: list[dict[str, object]], name: str) -> set[str]:
    return {str(row[name]) for row in rows}
