"""Two engines from one file: they must agree on every act in every world."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law
from steelyard.law.outcome import contested, outcomes, relevant

sys.path.insert(0, str(Path(__file__).parent))
from clingo_engine import Engine


@pytest.fixture(scope="module")
def engines(shipped: Law) -> dict[str, Engine]:
    """One grounded program for each period of unchanged law."""
    days = ("0001-01-01", *shipped.turning_days)
    return {day: Engine(shipped.file, day) for day in days}


def period(law: Law, day: str) -> str:
    """Return the first day of the period in which a day lies."""
    return max(d for d in ("0001-01-01", *law.turning_days) if d <= day)


def agree(law: Law, engine: Engine, act: Act, day: str, world: dict[str, str]) -> None:
    """Assert that both engines say the same of an act in a world."""
    lawful, fired = engine.ask(act, world)
    found = outcomes(law, (act,), day, world)[0]
    here = {s for s in ("domestic", "international") if found.lawful(s) & 1}
    assert here == lawful
    given = {"authority", "bar", "duty"}
    rules = {rule.id for rule in law.file.rules if rule.kind in given}
    mine = {id_ for id_, worlds in found.fires.items() if worlds & 1 and id_ in rules}
    assert mine == fired & rules


def worlds(law: Law, acts: Sequence[Act], day: str) -> Iterator[dict[str, str]]:
    """Iterate over all worlds that could matter; the rest is filled in at random."""
    draws = random.Random(7)
    props = set().union(*(contested(relevant(law, act, day)) for act in acts))
    for world in law.space(props, {}).worlds():
        rest = {p: draws.choice(r) for p, r in law.readings.items()}
        yield {**rest, **world}


def test_every_cell_in_every_world(shipped: Law, engines: dict[str, Engine]) -> None:
    """Both engines agree on all checked cells."""
    for cell in shipped.file.cells:
        day = cell.as_of or shipped.as_of
        engine = engines[period(shipped, day)]
        for world in worlds(shipped, [cell.act], day):
            agree(shipped, engine, cell.act, day, world)


def test_every_option_in_every_world(shipped: Law, engines: dict[str, Engine]) -> None:
    """Both engines agree on all options, act by act, today and at the report's date."""
    then = shipped.file.meta.report_as_of
    assert then
    for day in (shipped.as_of, then):
        engine = engines[period(shipped, day)]
        for option in shipped.options.values():
            for world in worlds(shipped, option.acts, day):
                for act in option.acts:
                    agree(shipped, engine, act, day, world)


@lru_cache(maxsize=1)
def _strategy(law: Law) -> st.SearchStrategy[tuple[list[Act], dict[str, str], str]]:
    vocab = law.file.vocab
    act = st.builds(
        Act,
        actor=st.sampled_from(list(vocab.actor)),
        activity=st.sampled_from(list(vocab.activity)),
        place=st.sampled_from(list(vocab.place)),
        facts=st.lists(st.sampled_from(list(vocab.facts)), unique=True, max_size=9).map(
            tuple
        ),
    )
    world = st.fixed_dictionaries(
        {prop: st.sampled_from(readings) for prop, readings in law.readings.items()}
    )
    days = st.sampled_from(["0001-01-01", *law.turning_days])
    return st.tuples(st.lists(act, min_size=20, max_size=20), world, days)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_thousands_of_random_acts(
    shipped: Law, engines: dict[str, Engine], data: st.DataObject
) -> None:
    """Both engines agree on random acts, in random worlds, on random days."""
    acts, world, day = data.draw(_strategy(shipped))
    for act in acts:
        agree(shipped, engines[day], act, day, world)
