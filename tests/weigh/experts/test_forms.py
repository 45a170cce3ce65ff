"""Forms out, answers back, pools, and a new casebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook
from steelyard.weigh.experts.answers import (
    as_file,
    last_round,
    read_answers,
    without_names,
)
from steelyard.weigh.experts.forms import COLUMNS, form, read_seeds
from steelyard.weigh.experts.pooled import panel
from steelyard.weigh.experts.version import as_yaml, new_version

HEAD = ",".join(COLUMNS) + "\n"
ROW = "{round},{who},Planner,{id},a question,person,{low},{high},{best},{sure},2025-02-01,why,\n"


def row(who: str, low: object, high: object, best: object, **more: object) -> str:
    """A filled row."""
    base = {"round": 1, "id": "guards", "sure": 90}
    return ROW.format(
        **{**base, "who": who, "low": low, "high": high, "best": best, **more}
    )


def filled(folder: Path, *rows: str, name: str = "a.csv") -> Path:
    """A filled form."""
    path = folder / name
    path.write_text(HEAD + "".join(rows))
    return path


def test_form_has_no_anchor_and_no_seed_answer(tiny: Casebook, tmp_path: Path) -> None:
    """Neither the casebook's values nor the answers of seeds are on the form."""
    seeds = tmp_path / "s.csv"
    seeds.write_text(
        "id,question,unit,answer,source\ns1,How long is it?,mile,1954,atlas\n"
    )
    text = form(tiny, None, read_seeds(seeds, tiny))
    assert text.startswith(HEAD)
    assert "How long is it?" in text
    assert "1954" not in text
    assert "40" not in text.replace("2024", "")
    with pytest.raises(ValueError, match="did you mean 'guards'"):
        form(tiny, ["gards"])


def test_second_round_shows_the_first_without_names(
    tiny: Casebook, tmp_path: Path
) -> None:
    """Round 2 replaces round 1, and shows it to all by its numbers alone."""
    path = filled(
        tmp_path,
        row("ann", 10, 50, 20),
        row("bob", 30, 90, 60),
        row("ann", 20, 60, 40, round=2),
    )
    answers = read_answers([path], tiny, {})
    others = without_names(answers)
    assert others["guards"].startswith("10 to 50, best 20 (90 %): why; 30 to 90")
    assert "ann" not in form(tiny, ["guards"], None, others)
    latest = {a.judgement.expert: a.judgement.best for a in last_round(answers)}
    assert latest == {"ann": 40, "bob": 60}


def test_equal_weights_and_cut_at_nothing(tiny: Casebook, tmp_path: Path) -> None:
    """Without seeds weights are even; a stretched end does not fall below nothing."""
    path = filled(tmp_path, row("ann", 1, 50, 40, sure=50), row("bob", 20, 60, 40))
    found = panel(tiny, as_file(read_answers([path], tiny, {})))
    guards = found.quantities["guards"]
    assert [o.weight for o in guards.experts] == [0.5, 0.5]
    assert guards.experts[0].low == pytest.approx(40 - 39 * 0.9 / 0.5)
    assert (guards.low, guards.cut) == (0, True)
    assert guards.now == (20, 40, 60)
    assert "no seed questions" in found.said


def test_classical_weights_from_files(tiny: Casebook, tmp_path: Path) -> None:
    """Ten seeds score both: the calibrated one carries the pool, scores are shown."""
    seeds = tmp_path / "s.csv"
    lines = [f"s{i},q,km,{10 * i + 10},atlas\n" for i in range(10)]
    seeds.write_text("id,question,unit,answer,source\n" + "".join(lines))
    rows = []
    for i in range(10):
        t = 10 * i + 10
        side = 1 if i % 2 else -1
        rows.append(row("good", t - 6, t + 6, t + side, id=f"s{i}"))
        rows.append(row("sure", t + 50, t + 52, t + 51, id=f"s{i}"))
    path = filled(tmp_path, *rows, row("good", 1, 9, 5), row("sure", 90, 100, 95))
    answers = read_answers([path], tiny, read_seeds(seeds, tiny))
    found = panel(tiny, as_file(answers))
    assert found.seeds == 10
    assert found.scores["good"].weight == 1
    assert found.scores["sure"].calibration < 1e-6
    assert found.quantities["guards"].middle == pytest.approx(5)
    assert "classical model on 10 seed" in found.said


def test_a_new_casebook_and_nothing_written_over(
    tiny: Casebook, tmp_path: Path
) -> None:
    """The new casebook holds the pool; the old one, and all else, stay as they are."""
    before = {f: (tiny.root / f).read_bytes() for f in tiny.files}
    path = filled(tmp_path, row("ann", 10, 50, 20), row("bob", 30, 90, 60))
    file = as_file(read_answers([path], tiny, {}))
    found = panel(tiny, file)
    changed = new_version(tiny, found, file, tmp_path / "new", "2025-02-01")
    made = open_casebook((tmp_path / "new").as_posix())
    guards = made.quantities["guards"]
    assert guards.basis == "elicited"
    assert guards.source == ("experts-2025-02-01",)
    assert guards.range is not None
    assert guards.range[0] < guards.value < guards.range[1]
    assert "Before: 40, assumed" in guards.note
    others = {k: q for k, q in made.quantities.items() if k != "guards"}
    assert others == {k: q for k, q in tiny.quantities.items() if k != "guards"}
    assert made.experts is not None
    assert len(made.experts.judgements) == 2
    assert "quantities.yaml" in changed
    assert {f: (tiny.root / f).read_bytes() for f in tiny.files} == before
    with pytest.raises(CasebookError, match="not empty"):
        new_version(tiny, found, file, tmp_path / "new", "2025-02-01")
    again = new_version(made, found, file, tmp_path / "newer", "2025-03-01")
    assert "experts.yaml" in again
    assert "basis: elicited" in as_yaml(tiny, found, "p")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (row("ann", 10, 50, 20, id="gards"), "a.csv:2:15: unknown question 'gards'"),
        (row("ann", 10, 50, 90), "lowest, best, highest must rise"),
        (row("ann", 10, 50, 20, sure=30), "between 50 and 100"),
        (row("ann", "ten", 50, 20), "low 'ten' is not a number"),
        (row("ann", 10, "", 20), "no high; fill in all four steps"),
        (row("Ann Smith", 10, 50, 20), "an id such as e1, no name"),
        (row("ann", 10, 50, 20, round=3), "1 or 2"),
        ("1,ann\n", "2 fields where the heading has 13"),
        (row("ann", 1, 3, 2) * 2, "twice in round 1; the first is at"),
        ("", "no question is answered"),
    ],
)
def test_bad_forms(tiny: Casebook, tmp_path: Path, text: str, wrong: str) -> None:
    """What is wrong with a form is told with file and line."""
    path = filled(tmp_path, text)
    with pytest.raises(CasebookError) as caught:
        read_answers([path], tiny, {})
    assert wrong in "\n".join(map(str, caught.value.problems))


def test_missing_columns(tiny: Casebook, tmp_path: Path) -> None:
    """A file of another kind is named as such."""
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CasebookError, match="no column 'round'"):
        read_answers([path], tiny, {})
    with pytest.raises(CasebookError, match="no column 'answer'"):
        read_seeds(path, tiny)
