"""A population told month by month from its own record and flows.

How fast older months are forgotten is chosen on the months of calibration alone, by
the mean continuous ranked probability score one month ahead (of the normal with the
forecast's mean and variance: Gneiting and others, 2005, Calibrated probabilistic
forecasting using ensemble model output statistics, Monthly Weather Review 133). A
forecast of a judged month knows the months before its origin and none after.

A band reaches as many of the forecast's standard deviations to both sides as would have
held four in five of the last misses at that distance which were known at the origin
(conformal prediction: Vovk, Gammerman and Shafer, 2005, Algorithmic Learning in a
Random World; over recent misses since the world drifts, as Gibbs and Candes, 2021).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.history import STOCK_COLUMNS, Series, Stock
from steelyard.stress.people.history.filter import Filter, Mixture
from steelyard.stress.people.history.outcome import BAND, Array, Outcome, Picture
from steelyard.stress.scores import Score

FORGET = (0.8, 0.9, 0.95, 0.99)
"""Powers of forgetting that calibration chooses from."""
SETTLE = 12
"""Months at the start that calibration does not judge."""
RECENT, LEAST = 24, 9
"""Misses that a band is made from: at most, and at least (a normal's band before)."""


@dataclass(frozen=True)
class Record:
    """Monthly series from the first month of the population, without gaps.

    Attributes
    ----------
    population, inflow, outflow
        Persons, shape (months,); NaN where not published.
    """

    months: tuple[str, ...]
    population: Array
    inflow: Array
    outflow: Array

    def part(self, begin: int, end: int) -> Record:
        """Return the months from one to before another."""
        return Record(
            self.months[begin:end],
            self.population[begin:end],
            self.inflow[begin:end],
            self.outflow[begin:end],
        )


def read(casebook: Casebook, case: Stock) -> Record:
    """Read the series of a case."""
    rows = casebook.tables[case.table].arrow.select(list(STOCK_COLUMNS)).to_pylist()

    def series(which: Series, without: tuple[str, ...] = ()) -> dict[str, float]:
        key = (which.measure, which.breakdown)
        return {
            str(r["month"]): float(r["value"])
            for r in rows
            if (r["measure"], r["breakdown"]) == key
            and r["value"] is not None
            and r["month"] not in without
        }

    population = series(case.population)
    months = tuple(m for m in sorted(population) if m <= case.judged[1])
    columns = [
        np.array([found.get(m, np.nan) for m in months])
        for found in (
            population,
            series(case.inflow, case.partial),
            series(case.outflow, case.partial),
        )
    ]
    return Record(months, *columns)


def _feed(models: Filter, record: Record, t: int) -> None:
    base = record.population[t - 1]
    change = record.population[t] / base - 1.0
    inflow = record.inflow[t] / base
    models.month(change, inflow - record.outflow[t] / base, inflow)


def chosen(record: Record) -> float:
    """Choose how fast to forget, by the score on this record alone."""
    best, least = FORGET[0], np.inf
    for forget in FORGET:
        models, scores = Filter.new(forget), []
        for t in range(1, len(record.months)):
            if t >= SETTLE:
                change = record.population[t] / record.population[t - 1] - 1.0
                scores.append(_crps(models.ahead(1), change))
            _feed(models, record, t)
        mean = float(np.mean(scores))
        if mean < least:
            best, least = forget, mean
    return best


def _crps(told: Mixture, came: float) -> float:
    z = (came - told.centre) / told.width
    density = np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)
    tail = z * (2 * float(ndtr(z)) - 1) + 2 * density - 1 / np.sqrt(np.pi)
    return float(told.width * tail)


@dataclass(frozen=True)
class Forecasts:
    """Forecasts so many months ahead.

    Attributes
    ----------
    index
        Number of the month that was told, shape (forecasts,).
    low, middle, high
        Persons.
    """

    index: Array
    low: Array
    middle: Array
    high: Array


@dataclass
class _Book:
    """Forecasts of one horizon as they are made, with the misses that are known."""

    ahead: int
    made: list[tuple[int, float, float]]
    """Month, centre, standard deviation."""

    def add(self, models: Filter, base: float, origin: int) -> None:
        told = models.ahead(self.ahead)
        month = origin + self.ahead - 1
        self.made.append((month, base * (1 + told.centre), base * told.width))

    def reach(self, population: Array, origin: int) -> float:
        """Return standard deviations that held four in five of the last misses."""
        misses = [
            abs(population[month] - centre) / sd
            for month, centre, sd in self.made
            if month < origin
        ][-RECENT:]
        share = BAND[1] - BAND[0]
        if len(misses) < LEAST:
            return float(ndtri(BAND[1]))
        rank = int(np.ceil((len(misses) + 1) * share))
        return float(np.sort(misses)[min(rank, len(misses)) - 1])


def forecasts(case: Stock, record: Record) -> tuple[float, dict[int, Forecasts]]:
    """Forecast each judged month from each horizon's origin."""
    begin = record.months.index(case.calibrate[0])
    first = record.months.index(case.judged[0])
    end = record.months.index(case.calibrate[1]) + 1
    forget = chosen(record.part(begin, end))
    models = Filter.new(forget)
    books = {h: _Book(h, []) for h in case.ahead}
    found: dict[int, list[tuple[float, ...]]] = {h: [] for h in case.ahead}
    for origin in range(begin + 1, len(record.months)):
        base = float(record.population[origin - 1])
        for h, book in books.items():
            if origin < begin + SETTLE or origin + h > len(record.months):
                continue
            reach = book.reach(record.population, origin)
            book.add(models, base, origin)
            month, centre, sd = book.made[-1]
            if month >= first and origin >= first:
                line = (month, centre - reach * sd, centre, centre + reach * sd)
                found[h].append(line)
        _feed(models, record, origin)
    return forget, {
        h: Forecasts(*np.array(lines).T) for h, lines in found.items() if lines
    }


def outcome(casebook: Casebook, case: Stock) -> Outcome:
    """Tell a stock month by month and judge it."""
    record = read(casebook, case)
    forget, made = forecasts(case, record)
    scores = tuple(_score(case, record, h, told) for h, told in made.items())
    told = made[min(made)]
    days = [_middle(record.months[int(i)]) for i in told.index]
    first = record.months.index(case.judged[0])
    line = [
        (_middle(m), float(p))
        for m, p in zip(record.months, record.population, strict=True)
    ]
    shown = Picture.of(
        np.array(days, float),
        (told.low, told.middle, told.high),
        line[:first],
        line[first:],
        _middle(record.months[first - 1]),
    )
    picture = dataclasses.replace(shown, rolling=True)
    inputs = {
        "months of calibration": float(first - record.months.index(case.calibrate[0])),
        "weight of a month against the one after": forget,
    }
    return Outcome(
        case.id,
        case.title,
        (case.calibrate[0], case.calibrate[1]),
        inputs,
        scores,
        picture=picture,
        notes=(case.why_window,),
    )


def _middle(month: str) -> int:
    return dt.date.fromisoformat(f"{month}-15").toordinal()


def _score(case: Stock, record: Record, ahead: int, told: Forecasts) -> Score:
    index = told.index.astype(int)
    came = record.population[index]
    base = record.population[index - ahead]
    trend = base + ahead * (base - record.population[index - ahead - 1])
    note = ""
    if ahead == 1:
        note = f"with the flows of both months known: {_with_flows(record, index):.1%}"
    return Score(
        f"{case.id}.h{ahead}",
        f"mean absolute relative error, {ahead} month{'s' * (ahead > 1)} ahead",
        float(np.abs(told.middle / came - 1).mean()),
        {
            "persistence": float(np.abs(base / came - 1).mean()),
            "trend": float(np.abs(trend / came - 1).mean()),
        },
        float(((came >= told.low) & (came <= told.high)).mean()),
        len(index),
        note,
    )


def _with_flows(record: Record, index: Array) -> float:
    """Return the error of half of each month's actual net flow, which no one knew."""
    net = record.inflow - record.outflow
    step = record.population[index - 1] + (net[index] + net[index - 1]) / 2
    return float(np.nanmean(np.abs(step / record.population[index] - 1)))
