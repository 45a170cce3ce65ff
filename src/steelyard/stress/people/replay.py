"""A network against the record: who came is put in, who was there is compared.

Nobody is drawn from a forecast and no population of the judged months enters: the
test asks whether the network's services and ways, fed with what came, give the
populations that were counted. It is run three times: with the services as the
casebook has them, with one factor on them that is fitted to the first months, and
with the stays of each month as the record has them, where it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
from steelyard.casebook.schema.network import Network, Pace, Station
from steelyard.casebook.schema.network_use import Replay
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.migration.daily import Days
from steelyard.stress.people.arrivals import Stream
from steelyard.stress.people.future import Memory, run_future
from steelyard.stress.people.levers import Extra
from steelyard.stress.people.standing import stand
from steelyard.stress.scores import Score
from steelyard.stress.series import month_of, number, read_rows, value_problem

Array = NDArray[np.float64]

COHORT = 25.0
"""People for whom one simulated person stands."""
ENOUGH = 12
"""Observed months from which on a group is scored, not only listed."""
_ROUNDS = 6


@dataclass(frozen=True)
class Replayed:
    """One replay.

    Attributes
    ----------
    replay
        What was asked.
    months
        YYYY-MM from the first that people come in.
    observed
        Group: month to mean persons.
    simulated
        Way of running it (`as_is`, `fitted`, `recorded_stays`) to group to mean
        persons in each month, (months,).
    factor
        The fitted factor on the services.
    cohort
        People for whom one simulated person stood.
    """

    replay: Replay
    months: tuple[str, ...]
    observed: Mapping[str, Mapping[str, float]]
    simulated: Mapping[str, Mapping[str, Array]]
    factor: float
    cohort: float

    def judged(self, way: str) -> tuple[str, ...]:
        """Return the months that a way is judged on: not those that it saw."""
        first, last = self.replay.judged
        begin = month_of(number(self.replay.fitted) + 1) if way == "fitted" else first
        return tuple(m for m in self.months if begin <= m <= last)

    def error(self, way: str, group: str) -> float:
        """Return the mean absolute error over judged months, in percent."""
        return _percent(*self._pairs(way, group))

    def bias(self, way: str, group: str) -> float:
        """Return mean simulated over mean observed persons, less one, in percent."""
        simulated, seen = self._pairs(way, group)
        return float(100.0 * (simulated.sum() / seen.sum() - 1.0))

    def still(self, way: str, group: str) -> float:
        """Return the error of the last month before the fit's end, kept for ever."""
        _, seen = self._pairs(way, group)
        known = self.observed[group]
        last = known[max(m for m in known if m <= self.replay.fitted)]
        return _percent(np.full(len(seen), last), seen)

    def _pairs(self, way: str, group: str) -> tuple[Array, Array]:
        known = self.observed[group]
        months = [m for m in self.judged(way) if m in known]
        rows = [self.months.index(m) for m in months]
        return self.simulated[way][group][rows], np.array([known[m] for m in months])


def _percent(simulated: Array, seen: Array) -> float:
    return float(100.0 * np.mean(np.abs(simulated - seen) / seen))


def replays(casebook: Casebook, cohort: float = COHORT) -> tuple[Replayed, ...]:
    """Run every replay of a casebook's network; none where it has no network.

    Raises
    ------
    CasebookError
        If a query fails, or names a place, class, group or month that is none.
    """
    if casebook.network is None:
        return ()
    with Sandbox(casebook.tables) as sandbox:
        return tuple(
            _run(casebook, casebook.network, sandbox, i, cohort)
            for i in range(len(casebook.network.replays))
        )


def scores(casebook: Casebook) -> tuple[Score, ...]:
    """Return the errors of all replays, the fitted way against nothing changing."""
    found = []
    for done in replays(casebook):
        for group, known in done.observed.items():
            if len(known) < ENOUGH:
                continue
            ways = {f"{way}": done.error(way, group) for way in done.simulated}
            told = ", ".join(f"{way} {error:.1f} %" for way, error in ways.items())
            found.append(
                Score(
                    id=f"network.{done.replay.id}.{group}",
                    measure="mean absolute error of monthly persons in percent",
                    error=ways["fitted"],
                    baselines={"nothing changes": done.still("fitted", group)},
                    coverage80=None,
                    count=len(done.judged("fitted")),
                    note=f"{done.replay.id}, {group}: {told}",
                )
            )
    return tuple(found)


def _run(
    casebook: Casebook, network: Network, sandbox: Sandbox, i: int, cohort: float
) -> Replayed:
    spec = network.replays[i]
    mark = casebook.mark("network", "network", "replays", i, "arrivals_sql")
    columns = ("month", "place", "class", "value")
    rows = read_rows(sandbox, spec.arrivals_sql, columns, mark)
    places = {p.id for p in network.places}
    kinds = {c.id for c in network.classes}
    _refuse(rows, ("place", places), ("class", kinds), mark)
    mark = casebook.mark("network", "network", "replays", i, "observed_sql")
    seen = read_rows(sandbox, spec.observed_sql, ("month", "group", "value"), mark)
    _refuse(seen, ("group", {g.id for g in network.groups}), None, mark)
    first, last = number(spec.begins), number(spec.judged[1])
    months = tuple(month_of(m) for m in range(first, last + 1))
    observed: dict[str, dict[str, float]] = {}
    for month, group, value in seen:
        if spec.judged[0] <= str(month) <= spec.judged[1]:
            observed.setdefault(str(group), {})[str(month)] = float(str(value))
    runner = _Runner(network, Values(casebook.quantities), spec, months, rows, cohort)
    simulated = {"as_is": runner.run(1.0)}
    factor = runner.fit(observed, simulated["as_is"])
    simulated["fitted"] = runner.run(factor)
    if spec.stays_sql is not None:
        mark = casebook.mark("network", "network", "replays", i, "stays_sql")
        stays = read_rows(sandbox, spec.stays_sql, ("month", "times"), mark)
        simulated["recorded_stays"] = runner.run(
            1.0, {str(month): float(str(times)) for month, times in stays}
        )
    return Replayed(spec, months, observed, simulated, factor, cohort)


def _refuse(
    rows: Sequence[tuple[object, ...]],
    second: tuple[str, set[str]],
    third: tuple[str, set[str]] | None,
    mark: Mark,
) -> None:
    """Refuse rows with unknown names, months or counts."""
    problems = []
    for n, row in enumerate(rows, 1):
        wrong, mend = value_problem(row[-1]), ""
        try:
            number(str(row[0]))
        except ValueError as error:
            wrong = str(error)
        for name, rule in zip(row[1:], (second, third), strict=False):
            if rule is not None and str(name) not in rule[1]:
                wrong, mend = f"no {rule[0]} '{name}'", nearest(str(name), rule[1])
        if wrong:
            problems.append(Problem(mark, f"row {n} of the query: {wrong}", mend))
    if problems:
        raise CasebookError(problems[:10])


class _Runner:
    """Runs one replay with one factor or another on the services that are fitted."""

    def __init__(
        self,
        network: Network,
        values: Values,
        spec: Replay,
        months: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
        cohort: float,
    ) -> None:
        self.spec = spec
        self.months = months
        self.values = values
        self.cohort = cohort
        start = f"{months[0]}-01"
        end = f"{month_of(number(months[-1]) + 1)}-01"
        days = Days.between(start, end, months[0])
        self.month_of_day = days.month
        self.ends = 24.0 * np.cumsum(days.length.sum(axis=1))
        self.streams = self._streams(rows)
        changes = {"start": start, "census": (), "arrivals": (), "feeds": ()}
        self.network = network.model_copy(update=changes)

    def _streams(self, rows: Sequence[tuple[object, ...]]) -> list[Stream]:
        width = np.diff(self.ends, prepend=0.0)
        rates: dict[tuple[str, str], Array] = {}
        for month, place, of, value in rows:
            if str(month) in self.months:
                i = self.months.index(str(month))
                key = (str(place), str(of))
                column = rates.setdefault(key, np.zeros(len(self.months)))
                column[i] += float(str(value)) / width[i] / self.cohort
        none, nobody = np.zeros(0), np.zeros(0, np.int64)
        return [
            Stream(f"replay.{place}.{of}", of, place, self.ends, rate, none, nobody)
            for (place, of), rate in sorted(rates.items())
        ]

    def run(
        self, factor: float, times: Mapping[str, float] | None = None
    ) -> dict[str, Array]:
        """Return mean persons by group and month."""
        begins = np.concatenate([[0.0], self.ends[:-1]])
        paces = tuple(
            Pace(at=f"{hour:.0f} h", times=factor * (times or {}).get(month, 1.0))
            for hour, month in zip(begins, self.months, strict=True)
        )
        stations = tuple(self._station(s, paces) for s in self.network.stations)
        network = self.network.model_copy(update={"stations": stations})
        days = len(self.month_of_day)
        standing = stand(network, self.values, days, self.cohort)
        tables = standing.under(self.streams, Extra(), {})
        outcome = run_future(tables, 0, 1, self.cohort, Memory())
        found = {}
        names = [place.id for place in network.places]
        for group in network.groups:
            columns = [names.index(name) for name in group.stations]
            inside = outcome.inside[:, columns].sum(axis=1)
            sums = np.bincount(self.month_of_day, weights=inside)
            found[group.id] = sums / np.bincount(self.month_of_day)
        return found

    def _station(self, station: Station, paces: tuple[Pace, ...]) -> Station:
        change: dict[str, object] = {}
        if station.id in self.spec.fit:
            change["paces"] = paces
        if station.id in self.spec.unlimited:
            change["room"] = None
        return station.model_copy(update=change) if change else station

    def fit(
        self,
        observed: Mapping[str, Mapping[str, float]],
        simulated: Mapping[str, Array],
    ) -> float:
        """Return the factor that gives the mean population of the first months.

        Mean persons are nearly in proportion to mean stays (Little's law), so the
        factor is corrected by the ratio of what was counted to what was simulated,
        and again until that ratio is within a thousandth of one.
        """
        stations = {s for g in self.network.groups for s in g.stations}
        assert set(self.spec.fit) <= stations
        groups = [
            g.id
            for g in self.network.groups
            if set(g.stations) & set(self.spec.fit) and g.id in observed
        ]
        months = [
            m for m in self.months if self.spec.judged[0] <= m <= self.spec.fitted
        ]
        factor = 1.0
        for _ in range(_ROUNDS):
            ours = theirs = 0.0
            for group in groups:
                for month in months:
                    if month in observed[group]:
                        ours += simulated[group][self.months.index(month)]
                        theirs += observed[group][month]
            if ours <= 0 or abs(theirs / ours - 1.0) < 1e-3:
                break
            factor *= theirs / ours
            simulated = self.run(factor)
        return factor
