"""Judge what was told of a reception: populations, closing days, the peak."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from steelyard.casebook.schema.history import Reception
from steelyard.stress.people.history import flee
from steelyard.stress.people.history.baselines import Rules, rules
from steelyard.stress.people.history.counts import POPULATION, Counts
from steelyard.stress.people.history.outcome import (
    BAND,
    Array,
    Outcome,
    Picture,
    Row,
    day,
    spread,
)
from steelyard.stress.scores import Score

if TYPE_CHECKING:
    from steelyard.stress.people.history.reception import Told

LEAST = 3
"""Counts after the window that a population is judged on."""


def judged(case: Reception, told: Told, counts: Counts) -> Outcome:
    """Return the scores of a reception."""
    last = day(case.window[1])
    known, came = counts.until(last), counts.after(last)
    naive = rules(case, told.start, told.law, known)
    closing = {s: c for s in case.sites if (c := came.closed(s)) is not None}
    whole = known.series(case.network, (case.inside,))
    after = came.series(case.network, (case.inside,))
    scores: list[Score] = []
    rows: list[Row] = []
    if len(after) >= LEAST and closing:
        line = [whole[-1], *after]
        end = max(closing.values())
        scores += _population(case, told, naive, line, (last, end), counts)
        scores += _sites(case, told, naive, counts, last)
        scores += _departures(case, told, came)
        scores.append(_peak(case, told, naive, after, rows))
    scores += _closings(case, told, naive, closing, rows)
    until = max([*closing.values(), *(d for d, _ in after)], default=last)
    empty = (
        [(until, 0.0)]
        if closing and until > max((d for d, _ in after), default=0)
        else []
    )
    pictured = _picture(told, whole, after + empty, last, until)
    law, start = told.law, told.start
    inputs = {
        "people on sites": float(start.inside.sum()),
        "people who wait elsewhere": start.abroad,
        "arrivals a day so far": start.per_day,
        "departures a day so far": start.left_per_day,
        "departures a day from now on": law.per_day,
        "power of size in a site's pace": law.power,
        "spread of a pace (sd of its logarithm)": law.spread,
    }
    return Outcome(
        case.id,
        case.title,
        case.window,
        inputs,
        tuple(scores),
        tuple(rows),
        pictured,
        (case.why_window, case.pace.why),
    )


def _draws(told: Told, days: Array) -> Array:
    """Return the network's population on days, shape (draws, days)."""
    index = (days - told.start.on).astype(int)
    total: Array = told.inside[:, index].sum(axis=2)
    return total


def _population(
    case: Reception,
    told: Told,
    naive: Rules,
    line: list[tuple[int, float]],
    span: tuple[int, int],
    counts: Counts,
) -> list[Score]:
    """Judge the network by day, and on the days of counts alone."""
    days = np.arange(span[0] + 1, span[1], dtype=float)
    path = line if line[-1][0] >= span[1] else [*line, (span[1], 0.0)]
    came = flee.between(path, days)
    middle = np.median(_draws(told, days), axis=0)
    by_day = Score(
        f"{case.id}.population",
        "relative error of the network's population, mean over days (Flee)",
        flee.relative(middle[:, None], came[:, None]),
        {
            name: flee.relative(rule(days)[:, None], came[:, None])
            for name, rule in naive.population.items()
        },
        None,
        len(days),
    )
    single = [c for c in line if c[0] > span[0] and c[1] > 0]
    on = np.array([d for d, _ in single], float)
    persons = np.array([n for _, n in single])
    draws = _draws(told, on)
    low, high = np.quantile(draws, BAND, axis=0)
    inside = (persons >= low) & (persons <= high)
    held = _held(told, counts, case, span[0])
    whole = np.quantile(told.closing.max(axis=1), BAND)
    all_ = [*inside, *held, whole[0] <= span[1] <= whole[1]]
    by_day = dataclasses.replace(
        by_day,
        coverage80=float(np.mean(all_)),
        note=f"the band is judged on all {len(all_)} counts and closing days",
    )
    error = np.abs(np.median(draws, axis=0) / persons - 1)
    on_counts = Score(
        f"{case.id}.counts",
        "relative error of the network's population, mean over published counts",
        float(error.mean()),
        {
            name: float(np.abs(rule(on) / persons - 1).mean())
            for name, rule in naive.population.items()
        },
        float(inside.mean()),
        len(single),
    )
    return [by_day, on_counts]


def _sites(
    case: Reception, told: Told, naive: Rules, counts: Counts, last: int
) -> list[Score]:
    """Judge the sites together by day, plainly and rescaled."""
    lines = []
    for site in case.sites:
        line = counts.series(site, POPULATION)
        closed = counts.closed(site)
        if not line or closed is None:
            return []
        lines.append([c for c in line if c[0] < closed] + [(closed, 0.0)])
    end = max(line[-1][0] for line in lines)
    days = np.arange(last + 1, end, dtype=float)
    came = np.stack([flee.between(line, days) for line in lines], axis=1)
    index = (days - told.start.on).astype(int)
    middle = np.median(told.inside[:, index], axis=0)
    stays = np.broadcast_to(told.start.inside, came.shape)
    held = _held(told, counts, case, last)
    return [
        Score(
            f"{case.id}.{name}",
            f"sum over sites of errors over the total, mean over days (Flee{says})",
            measure(middle, came),
            {"persistence": measure(stays, came)},
            float(np.mean(held)) if held else None,
            len(days),
            f"the band is judged on {len(held)} counts and closing days of sites",
        )
        for name, says, measure in (
            ("sites", "", flee.relative),
            ("sites_rescaled", ", rescaled", flee.rescaled),
        )
    ]


def _departures(case: Reception, told: Told, came: Counts) -> list[Score]:
    """Judge how many have left, on the days on which that was counted."""
    counts = came.series(case.network, ("departures_cumulative",))
    index = [on - told.start.on for on, _ in counts]
    if len(counts) < LEAST or max(index) >= told.left.shape[1]:
        return []
    persons = np.array([n for _, n in counts])
    low, middle, high = np.quantile(told.left[:, index], [BAND[0], 0.5, BAND[1]], 0)
    pace = told.start.left + told.start.left_per_day * np.array(index)
    rules = {"persistence": np.full(len(counts), told.start.left), "own_pace": pace}
    return [
        Score(
            f"{case.id}.departures",
            "relative error of those who have left, mean over published counts",
            float(np.abs(middle / persons - 1).mean()),
            {k: float(np.abs(v / persons - 1).mean()) for k, v in rules.items()},
            float(((persons >= low) & (persons <= high)).mean()),
            len(counts),
            "published departures count people too who never lived on a site",
        )
    ]


def _held(told: Told, counts: Counts, case: Reception, last: int) -> list[bool]:
    """Tell of each count and closing day of a site whether its band holds it."""
    hits: list[bool] = []
    for i, site in enumerate(case.sites):
        for on, persons in counts.after(last).series(site, ("population",)):
            draws = told.inside[:, on - told.start.on, i]
            low, high = np.quantile(draws, BAND)
            hits.append(bool(low <= persons <= high))
        closed = counts.after(last).closed(site)
        if closed is not None:
            low, high = np.quantile(told.closing[:, i], BAND)
            hits.append(bool(low <= closed <= high))
    return hits


def _closings(
    case: Reception, told: Told, naive: Rules, closing: dict[str, int], rows: list[Row]
) -> list[Score]:
    """Judge the closing day of the network and of each site."""
    if not closing:
        return []
    told_by = {s: told.closing[:, i] for i, s in enumerate(case.sites)}
    whole, came = told.closing.max(axis=1), max(closing.values())
    for name, draws, on in (
        ("the last site closes", whole, came),
        *((f"{s} closes", told_by[s], closing[s]) for s in closing),
    ):
        low, middle, high = np.quantile(draws, [BAND[0], 0.5, BAND[1]])
        rows.append(Row(name, float(middle), float(low), float(high), on, "date"))
    errors = [abs(float(np.median(told_by[s])) - on) for s, on in closing.items()]
    share = [
        e / (on - told.start.on) for e, on in zip(errors, closing.values(), strict=True)
    ]
    held = [row.held for row in rows if row.says.endswith("closes")]
    return [
        Score(
            f"{case.id}.closing",
            "error of the day on which the last site closes, days",
            abs(float(np.median(whole)) - came),
            {name: abs(on - came) for name, on in naive.closing.items()},
            float(held[0]),
            1,
        ),
        Score(
            f"{case.id}.site_closings",
            "error of the day on which a site closes, days, mean over sites",
            float(np.mean(errors)),
            {
                name: float(np.mean([abs(on - c) for c in closing.values()]))
                for name, on in naive.closing.items()
            },
            float(np.mean(held[1:])),
            len(errors),
            f"as a share of the days still to go: {np.mean(share):.0%} (MAPE)",
        ),
    ]


def _peak(
    case: Reception,
    told: Told,
    naive: Rules,
    after: list[tuple[int, float]],
    rows: list[Row],
) -> Score:
    """Judge the greatest population after the window."""
    came = max(n for _, n in after)
    first = day(case.window[1]) + 1 - told.start.on
    draws = told.inside[:, first:].sum(axis=2).max(axis=1)
    low, middle, high = np.quantile(draws, [BAND[0], 0.5, BAND[1]])
    row = Row("peak", float(middle), float(low), float(high), came, "persons")
    rows.append(row)
    days = np.array([d for d, _ in after], float)
    return Score(
        f"{case.id}.peak",
        "relative error of the greatest population after the window",
        abs(float(middle) / came - 1),
        {
            name: abs(float(rule(days).max()) / came - 1)
            for name, rule in naive.population.items()
        },
        float(row.held),
        1,
    )


def _picture(
    told: Told,
    whole: list[tuple[int, float]],
    after: list[tuple[int, float]],
    last: int,
    until: int,
) -> Picture:
    days = told.days[told.days <= until + 30]
    return Picture.of(days, spread(_draws(told, days)), whole, after, last)
