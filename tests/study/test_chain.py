"""The chain as data, and what it gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.study.chain import CHAIN, Link, only, run_chain
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.scene import Scene, scene


@pytest.fixture(scope="module")
def kit(sr309: Casebook) -> Kit:
    return read_kit(sr309)


@pytest.fixture(scope="module")
def here(kit: Kit) -> Scene:
    return scene(kit, sample(kit.casebook, 32, 1), slice(0, 32))


def test_each_link_takes_what_an_earlier_one_gives() -> None:
    """The order of the chain is an order in which it can be run."""
    given: set[str] = set()
    for link in CHAIN:
        assert set(link.takes) <= given, link.name
        assert not set(link.gives) & given, link.name
        assert set(link.columns) <= set(link.gives)
        given |= set(link.gives)


def test_every_course_has_the_same_threat_columns(kit: Kit, here: Scene) -> None:
    """Measures of the setting are there for doing nothing too."""
    names = {
        course: {c for c in run_chain(kit, here, course)[0] if c.startswith("threat.")}
        for course in ("nothing", "civil", "package-2")
    }
    assert names["nothing"] == names["civil"] == names["package-2"]
    assert "threat.encounters" in names["nothing"]


def test_the_null_course_against_itself_is_zero(kit: Kit, here: Scene) -> None:
    """Run twice, every outcome of every future is the same to the bit."""
    one, _ = run_chain(kit, here, "nothing")
    two, _ = run_chain(kit, here, "nothing")
    assert list(one) == list(two)
    assert all(np.array_equal(one[n], two[n]) for n in one)


def test_a_block_is_part_of_the_whole(kit: Kit, here: Scene) -> None:
    """Futures run by themselves give what they give among others, to the bit."""
    part = scene(kit, sample(kit.casebook, 32, 1), slice(8, 16))
    whole, _ = run_chain(kit, here, "rapid-reserve")
    some, _ = run_chain(kit, part, "rapid-reserve")
    for name, values in some.items():
        assert np.array_equal(values, whole[name][8:16]), name


def test_law_is_one_where_every_act_is_lawful(kit: Kit, here: Scene) -> None:
    """The share is the least of the shares of its actions, or below it."""
    columns, given = run_chain(kit, here, "package-2")
    shares = [v.mean() for v in given["may"].values()]
    assert 0 <= columns["law.domestic"].mean() <= min(shares)


def test_the_two_systems_of_law_stand_apart(kit: Kit, here: Scene) -> None:
    """Each is 1 where every act of the course passes under it in that future."""
    from steelyard.study.worlds import may

    for course in ("nothing", "package-3"):
        columns, _ = run_chain(kit, here, course)
        parts = [p.action for p in kit.casebook.courses[course].parts]
        asked = (kit.casebook, kit.law, parts, kit.taken, here.prevailing)
        for system in ("domestic", "international"):
            found = may(*asked, system)  # type: ignore[arg-type]
            whole = np.min(list(found.values()), axis=0)
            assert np.array_equal(columns[f"law.{system}"], whole)
    assert columns["law.international"].mean() < 1


NEEDED = ["ruling", "ladder", "activity", "setting"]


def test_only_what_is_needed() -> None:
    """A link brings the links that it rests on, and no others."""
    assert [link.name for link in only("setting")] == NEEDED


def test_the_page_shows_the_chain() -> None:
    """The table in the documentation is the one that the chain makes."""
    tool = Path(__file__).parents[2] / "tools" / "study_docs.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], check=False)
    assert done.returncode == 0, "run python tools/study_docs.py"


def test_a_broken_chain_is_refused(kit: Kit, here: Scene) -> None:
    """A link that takes what none gives, or gives what it does not say."""
    ledger = next(link for link in CHAIN if link.name == "ledger")
    with pytest.raises(ValueError, match=r"takes .*lines.*none gives"):
        run_chain(kit, here, "nothing", (ledger,))
    odd = Link("odd", "stress", (), ("this",), lambda *_: {"that": 1})
    with pytest.raises(ValueError, match="link odd gives"):
        run_chain(kit, here, "nothing", (odd,))
    flat = Link(
        "flat", "stress", (), ("x",), lambda *_: {"x": {"x.y": np.ones(3)}}, ("x",)
    )
    with pytest.raises(ValueError, match=r"x\.y has shape"):
        run_chain(kit, here, "nothing", (flat,))
