"""Running courses: same results however it is run, also after a kill."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.study import exhibits
from steelyard.study.assess import CancelledError, Options, assess
from steelyard.study.exhibits import Order
from steelyard.study.store import checksums, read_json
from steelyard.weigh.results import weigh

TINY = Path(__file__).parent.parent / "tiny"


def test_workers_do_not_matter(tiny: Casebook, tmp_path: Path) -> None:
    """One worker and eight give the same bytes."""
    sums = [
        checksums(
            assess(tiny, tmp_path / str(n), Options(futures=1000, workers=n)),
            ("parts",),
        )
        for n in (1, 8)
    ]
    assert sums[0] == sums[1]
    assert len(sums[0]) == 4 * 4


def test_nothing_against_itself_is_zero(tiny: Casebook, tmp_path: Path) -> None:
    """The null course differs from itself by exactly zero in every future."""
    run = assess(tiny, tmp_path, Options(futures=64))
    results = weigh(tiny, run)
    over = results.courses["nothing"].over_nothing
    assert (over.value, over.band and over.band.high) == (0.0, 0.0)


def test_courses_share_futures(tiny: Casebook, tmp_path: Path) -> None:
    """The part that two courses have in common costs the same in each future."""
    run = assess(tiny, tmp_path, Options(futures=64))
    guard = run.table("guard").column("cost.use.0|A2|wardens")
    assert guard == run.table("reserve").column("cost.use.0|A2|wardens")


def test_splits_add_up(tiny: Casebook, tmp_path: Path) -> None:
    """Cost by year, payer, kind, basis and use each add up to the cost."""
    table = assess(tiny, tmp_path, Options(futures=64)).table("guard")
    total = table.column("cost").to_numpy()
    for split in ("year", "payer", "kind", "basis", "use"):
        names = [n for n in table.column_names if n.startswith(f"cost.{split}.")]
        added = sum(table.column(n).to_numpy() for n in names)
        assert added == pytest.approx(total, rel=1e-12), split


def test_more_futures_keep_the_first(tiny: Casebook, tmp_path: Path) -> None:
    """The first futures of a larger run are those of a smaller one."""
    small = assess(tiny, tmp_path, Options(futures=100)).table("guard")
    large = assess(tiny, tmp_path, Options(futures=300)).table("guard")
    assert large.slice(0, 100).column("cost") == small.column("cost")


def test_same_request_same_run(tiny: Casebook, tmp_path: Path) -> None:
    """Asked again it answers from the store; another seed is another run."""
    first = assess(tiny, tmp_path, Options(futures=64))
    stamp = first.part("guard", 0).stat().st_mtime_ns
    again = assess(tiny, tmp_path, Options(futures=64))
    assert again.path == first.path
    assert again.part("guard", 0).stat().st_mtime_ns == stamp
    assert assess(tiny, tmp_path, Options(futures=64, seed=2)).path != first.path


def test_damaged_part_is_made_again(tiny: Casebook, tmp_path: Path) -> None:
    """A part that is cut short is noticed and replaced."""
    run = assess(tiny, tmp_path, Options(futures=64))
    before = checksums(run)
    part = run.part("civil", 0)
    part.write_bytes(part.read_bytes()[:100])
    assess(tiny, tmp_path, Options(futures=64))
    assert checksums(run) == before


def test_cancel_keeps_what_is_finished(tiny: Casebook, tmp_path: Path) -> None:
    """A cancelled run goes on where it stopped."""
    cancel = threading.Event()

    def tell(step: str, done: int, total: int) -> None:
        if done >= 2:
            cancel.set()

    with pytest.raises(CancelledError):
        assess(tiny, tmp_path, Options(futures=2000, workers=1), tell, cancel)
    kept = list(tmp_path.rglob("*.parquet"))
    assert 2 <= len(kept) < 32
    stamps = {p: p.stat().st_mtime_ns for p in kept}
    assess(tiny, tmp_path, Options(futures=2000))
    assert all(p.stat().st_mtime_ns == s for p, s in stamps.items())


def test_cancel_keeps_the_exhibits_that_are_made(
    tiny: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run stopped among its exhibits makes only the others when it goes on."""
    made: list[str] = []
    cancel = threading.Event()

    def maker(name: str) -> Callable[[Order], dict[str, Any]]:
        def make(_: Order) -> dict[str, Any]:
            if len(made) >= 2:
                assert cancel.wait(30)
            made.append(name)
            return {"name": name}

        return make

    names = [f"e{i}" for i in range(6)]
    monkeypatch.setattr(exhibits, "EXHIBITS", {n: maker(n) for n in names})

    def tell(step: str, done: int, total: int) -> None:
        if step == "exhibits" and done == 2:
            cancel.set()

    with pytest.raises(CancelledError):
        assess(tiny, tmp_path, Options(futures=64, workers=1), tell, cancel)
    assert made == names[:3]
    run = assess(tiny, tmp_path, Options(futures=64))
    assert sorted(made) == names
    assert [read_json(run.exhibit(n))["name"] for n in names] == names


def test_unknown_course(tiny: Casebook, tmp_path: Path) -> None:
    """An unknown course is named, and nothing is written."""
    with pytest.raises(CasebookError, match=r"no course 'gard'; did you mean 'guard'"):
        assess(tiny, tmp_path / "runs", Options(courses=["gard"]))
    assert not (tmp_path / "runs").exists()


_CHILD = """
import sys
from pathlib import Path
from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
assess(open_casebook(sys.argv[1]), Path(sys.argv[2]), Options(futures=60000, workers=1))
"""


def test_killed_run_goes_on_bit_for_bit(tiny: Casebook, tmp_path: Path) -> None:
    """Killed half-way and run again, it is the same run with the same bytes."""
    whole = assess(tiny, tmp_path / "whole", Options(futures=60_000))
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(TINY), str(tmp_path / "killed")]
    )
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "killed").rglob("[0-9]*.parquet"))) < 20:
        assert time.monotonic() < deadline
        assert child.poll() is None, "the child finished before it could be killed"
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = {
        p: p.stat().st_mtime_ns for p in (tmp_path / "killed").rglob("[0-9]*.parquet")
    }
    assert len(kept) < len(whole.manifest["courses"]) * 235
    again = assess(tiny, tmp_path / "killed", Options(futures=60_000))
    assert again.id == whole.id
    assert checksums(again) == checksums(whole)
    assert all(
        p.stat().st_mtime_ns == s for p, s in kept.items() if pq.read_metadata(p)
    )
