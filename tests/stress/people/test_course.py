"""A network under a course: levers, thinning, seats, common luck."""

from __future__ import annotations

from typing import Any

import fed_networks as nets
import numpy as np
import pytest

from steelyard.stress.people.course import PeopleBlock, measures, under
from steelyard.stress.people.feeds import Fed

FUTURES = np.arange(2)


def run(
    per_day: float = 30.0,
    levels: dict[str, Any] | None = None,
    cohort: float = 1.0,
    futures: Any = FUTURES,
    **options: Any,
) -> PeopleBlock:
    n = len(futures)
    return under(
        nets.model(**options.pop("network", {})),
        nets.river(per_day, n),
        nets.draws(n),
        levels or {},
        futures=futures,
        seed=options.pop("seed", 3),
        cohort=cohort,
        **options,
    )


def test_little() -> None:
    """Persons in a house without limit are arrivals times mean stay (Mt/G/infinity).

    From an empty start, 30 x 0.9 a day with exponential stays of 10 days give
    270 (1 - exp(-t/10)) on average at day t.
    """
    many = run(futures=np.arange(40), network={"links": _big_bus()})
    inside = many.persons("homes")[:, 60:].mean(axis=1)
    day = np.arange(60, nets.DAYS) + 0.5
    wanted = float((270 * (1 - np.exp(-(day - 1 / 24) / 10))).mean())
    z = (inside.mean() - wanted) / (inside.std(ddof=1) / np.sqrt(len(inside)))
    assert abs(z) < 3.5


def _big_bus() -> list[dict[str, Any]]:
    return [{"id": "bus", "every": "1 h", "seats": 1000, "travel": "1 h"}]


def test_nothing_differs_from_itself() -> None:
    """Levels of 0, missing levels and any number of threads give the same bytes."""
    plain = run()
    for other in (
        run(levels={"tents": nets.always(0.0)}),
        run(workers=2),
        run(levels={"unheard_of": nets.always()}),
    ):
        assert np.array_equal(plain.inside, other.inside)
        assert np.array_equal(plain.entries, other.entries)
    alone = run(futures=np.array([1]))
    assert np.array_equal(alone.inside[0], plain.inside[1])


def test_each_lever_does_its_own() -> None:
    """Room, servers, time, seats, care and shares move what they should."""
    plain, heavy = measures(run(60.0)), {}
    for name in ("tents", "clerks", "judges", "coaches", "atd"):
        heavy[name] = measures(run(60.0, {name: nets.always()}))
    no_bed = {n: m["people.mean.homes"].mean() for n, m in heavy.items()}
    assert no_bed["tents"] > plain["people.mean.homes"].mean() + 50
    assert heavy["tents"]["people.care_breaches"].sum() < (
        plain["people.care_breaches"].sum() + 1
    )
    assert (
        heavy["clerks"]["people.wait.desks"].mean() < plain["people.wait.desks"].mean()
    )
    assert heavy["judges"]["people.homeward"].mean() > plain["people.homeward"].mean()
    assert heavy["coaches"]["people.homeward"].mean() >= plain["people.homeward"].mean()
    left = run(60.0, {"atd": nets.always()}).left_by(("away",))
    assert abs(left.mean() / (60 * nets.DAYS) - 0.55) < 0.03


def test_levers_start_on_their_day() -> None:
    """Before a lever is at work, a course is the same as none."""
    late = np.zeros((2, nets.DAYS))
    late[:, 60:] = 1.0
    plain, changed = run(60.0), run(60.0, {"tents": late})
    assert np.array_equal(plain.inside[:, :60], changed.inside[:, :60])
    assert changed.inside[:, 70:, 1].mean() > plain.inside[:, 70:, 1].mean()
    assert (changed.room[:, 59, 1] == 300).all()
    assert (changed.room[:, 60, 1] == 400).all()
    assert (changed.humane[:, 60, 1] == 300).all()


def test_thinning_keeps_means() -> None:
    """Where rooms are not full, one person for ten has the same means."""
    futures = np.arange(24)
    whole, thin = (run(20.0, cohort=k, futures=futures) for k in (1.0, 10.0))
    for group in ("homes", "buses"):
        a, b = (r.persons(group).mean(axis=1) for r in (whole, thin))
        spread = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
        assert abs(b.mean() - a.mean()) < 3.5 * spread
    a, b = (r.left_by(("home",)) for r in (whole, thin))
    spread = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    assert abs(b.mean() - a.mean()) < 3.5 * spread


def test_thinning_a_full_room() -> None:
    """A full room of 300 thinned to 30 places is as full as Erlang's B says of 30."""
    thin = run(60.0, cohort=10.0, futures=np.arange(40))
    offered, lost = 5.4 * 10.0, 1.0
    for n in range(1, 31):
        lost = offered * lost / (n + offered * lost)
    inside = thin.persons("homes")[:, 50:].mean(axis=1)
    wanted = 10 * offered * (1 - lost)
    z = (inside.mean() - wanted) / (inside.std(ddof=1) / np.sqrt(len(inside)))
    assert abs(z) < 3.5


def test_seats_of_a_plan_stand_in() -> None:
    """Seats given by day are the link's, whole over time; no link is refused."""
    seats = {"bus": np.full(nets.DAYS, 5.5)}
    held = run(60.0, seats=seats)
    assert held.left_by(("home",)).max() <= 5.5 * nets.DAYS + 1
    thin = run(60.0, seats=seats, cohort=10.0)
    assert abs(thin.seats[:, 2].mean() - held.seats[:, 2].mean()) < 30
    with pytest.raises(ValueError, match="'train' is no link"):
        run(seats={"train": np.ones(nets.DAYS)})


def test_persons_are_kept() -> None:
    """Who came is inside or has left, in every future."""
    block = run(60.0)
    came = block.entries[:, 0].sum(axis=1)
    left = block.left_by(("home", "away", "no_bed"))
    # The last day's mean stands for who is inside at its end.
    inside = block.inside[:, -1].sum(axis=1)
    assert np.allclose(came, left + inside, atol=60)


def test_refusals() -> None:
    """Impossible input is named."""
    with pytest.raises(ValueError, match="cohort must be above 0"):
        run(cohort=0.0)
    with pytest.raises(ValueError, match="at least 0"):
        Fed(("a",), ("b",), np.full((1, 2, 1, 1), -1.0))
    with pytest.raises(ValueError, match="people must be"):
        Fed(("a",), ("b",), np.ones((1, 2, 2, 1)))
    with pytest.raises(KeyError):
        under(nets.model(), {}, nets.draws(), {}, futures=FUTURES, seed=1)
