"""Designs of a course."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.weigh.design import Ask, default_knobs, find_designs, read_knob
from steelyard.weigh.design.knobs import turned


def test_knobs(tiny: Casebook) -> None:
    """A part is scaled, started and stopped; scale 0 leaves it out."""
    course = tiny.courses["guard"]
    added = [k.action for k in default_knobs(tiny, course)]
    assert added
    name = added[0]
    scale = read_knob(f"{name}.scale=2,0,1", tiny, course)
    assert scale.levels == (0, 1, 2)
    gone = turned(tiny, course, {f"{name}.scale": 0})
    assert name not in [p.action for p in gone.parts]
    twice = turned(tiny, course, {f"{name}.scale": 2, f"{name}.days": 30})
    part = next(p for p in twice.parts if p.action == name)
    assert part.scale == 2
    assert part.end is not None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("x.scale=1", "no action 'x'"),
        ("guard", "is no lever"),
        ("{a}.where=1", "is no lever"),
        ("{a}.start=soon", "not a date"),
        ("{a}.start=1999-01-01", "outside the horizon"),
        ("{a}.days=0", "give 1 to"),
        ("{a}.scale=-1", "give 0 or more"),
    ],
)
def test_bad_knobs(tiny: Casebook, text: str, wrong: str) -> None:
    """Levers that name nothing or cannot be set are refused."""
    course = tiny.courses["guard"]
    action = default_knobs(tiny, course)[0].action
    with pytest.raises(ValueError, match=wrong):
        read_knob(text.format(a=action), tiny, course)


def test_less_costs_less(tiny: Casebook) -> None:
    """On cost alone the front is nothing added, and it costs what nothing does."""
    found = find_designs(tiny, Ask(course="guard", futures=16, budget=64))
    assert found.complete
    best = [d for d in found.designs if d.best]
    assert all(not any(d.levels.values()) for d in best)
    nothing = found.beside["nothing"].measures["cost"].value
    assert best[0].measures["cost"].value == nothing
    assert best[0].beaten_by == ()
    dear = max(found.designs, key=lambda d: d.measures["cost"].value)
    assert "nothing" in dear.beaten_by
    assert set(found.beside) >= {"nothing", "civil", "guard"}


def test_as_written_is_among_the_designs(tiny: Casebook) -> None:
    """Every scale at 1 is the course itself, to the last bit."""
    course = tiny.courses["guard"]
    knobs = tuple(
        read_knob(f"{k.action}.scale=1", tiny, course)
        for k in default_knobs(tiny, course)
        if not isinstance(
            next(p for p in course.parts if p.action == k.action).scale, str
        )
    )
    found = find_designs(tiny, Ask(course="guard", knobs=knobs, futures=16))
    assert found.designs[0].measures == found.beside["guard"].measures
    assert found.idle == ("cost",)  # one design moves nothing


def test_same_request_same_result(tiny: Casebook) -> None:
    """The search is drawn from the seed alone."""
    ask = Ask(course="guard", futures=8, budget=3, metric="p90")
    assert find_designs(tiny, ask) == find_designs(tiny, ask)


def test_bad_requests(tiny: Casebook) -> None:
    """Unknown courses and measures are named, and so is a course that adds nothing."""
    with pytest.raises(ValueError, match="no course 'gard'; did you mean 'guard'"):
        find_designs(tiny, Ask(course="gard"))
    with pytest.raises(ValueError, match="no measure 'peace'"):
        find_designs(tiny, Ask(course="guard", measures=("peace",)))
    with pytest.raises(ValueError, match="adds nothing"):
        find_designs(tiny, Ask(course="nothing"))
