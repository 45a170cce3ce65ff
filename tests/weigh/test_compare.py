"""Two runs side by side."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.study import Options, Run, assess
from steelyard.study.store import StoreError
from steelyard.weigh.compare import compare
from steelyard.weigh.results import weigh

TINY = Path(__file__).parent.parent / "tiny"


def made(casebook: Casebook, runs: Path, **options: int) -> Run:
    run = assess(casebook, runs, Options(**{"futures": 64, **options}))
    weigh(casebook, run)
    return run


def test_a_run_against_itself(tiny_run: Run) -> None:
    """Nothing changed and nothing moved, exactly."""
    found = compare(tiny_run, tiny_run)
    assert found.changes == ()
    assert found.shifts
    assert all(s.difference == 0 and s.low == 0 and s.high == 0 for s in found.shifts)


def test_a_changed_rate_moves_what_rests_on_it(
    tiny_run: Run, tiny_folder: Path, tmp_path: Path
) -> None:
    """The quantity is named, and costs move in each future in proportion."""
    path = tiny_folder / "quantities.yaml"
    text = path.read_text()
    case = open_casebook(tiny_folder)
    name = next(u.rate for a in case.actions.values() for u in a.uses if a.id == "A2")
    q = case.quantities[name]
    start = text.index(f"{name}:")
    head, rest = text[:start], text[start:]
    changed = rest.replace(f"value: {q.value:g}", f"value: {q.value * 2:g}", 1)
    if q.range:
        low, high = q.range
        ends = f"[{low:g}, {high:g}]"
        changed = changed.replace(ends, f"[{low * 2:g}, {high * 2:g}]", 1)
    path.write_text(head + changed)
    found = compare(tiny_run, made(open_casebook(tiny_folder), tmp_path / "runs"))
    names = {(c.kind, c.id) for c in found.changes}
    assert ("quantity", name) in names
    assert ("file", "quantities.yaml") in names
    assert not any(c.kind == "request" for c in found.changes)
    cost = [s for s in found.shifts if s.measure.startswith("cost") and s.difference]
    assert cost
    assert all(s.paired and s.low is not None and s.low > 0 for s in cost)


def test_other_futures_are_not_paired(
    tiny: Casebook, tiny_run: Run, tmp_path: Path
) -> None:
    """Another seed is another set of futures: a difference has no band then."""
    found = compare(tiny_run, made(tiny, tmp_path, seed=2))
    assert [c.id for c in found.changes if c.kind == "request"] == ["seed"]
    assert all(not s.paired and s.low is None for s in found.shifts)


def test_what_cannot_be_compared(tiny: Casebook, tiny_run: Run, tmp_path: Path) -> None:
    """A run without results is said so."""
    copy = Run(Path(shutil.copytree(tiny_run.path, tmp_path / tiny_run.id)))
    (copy.path / "results.json").unlink()
    with pytest.raises(StoreError, match="is not finished"):
        compare(tiny_run, copy)
