"""All cases: nothing that judges enters, and bars are held against scores."""

from __future__ import annotations

import dataclasses
from typing import Any

import pyarrow as pa
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.schema.history import Bar, HistoryFile, Inflow, Ramp, Reception
from steelyard.stress.people.history import outcomes, reception
from steelyard.stress.people.history.outcome import Outcome


def spoilt(casebook: Casebook, id_: str) -> Casebook:
    """Return a casebook in which every count after a case's window is another."""
    assert casebook.history is not None
    case = next(c for c in casebook.history.cases if c.id == id_)
    assert isinstance(case, Reception | Inflow | Ramp)
    table = casebook.tables[case.table]
    rows: list[dict[str, Any]] = table.arrow.to_pylist()
    changed = 0
    for row in rows:
        if row["operation"] == case.case and str(row["date"]) > case.window[1]:
            changed += row["value"] is not None
            row["value"] = None if row["value"] is None else 3 * row["value"] + 1234
    assert changed
    arrow = pa.Table.from_pylist(rows, schema=table.arrow.schema)
    tables = {**casebook.tables, case.table: dataclasses.replace(table, arrow=arrow)}
    return dataclasses.replace(casebook, tables=tables)


def told(casebook: Casebook, id_: str) -> Outcome:
    (found,) = outcomes(casebook, [id_])
    return found


@pytest.mark.parametrize(
    ("book", "id_"), [("welcome", "guantanamo-1991"), ("sr309", "east-montana")]
)
def test_what_judges_does_not_enter(
    book: str, id_: str, request: pytest.FixtureRequest
) -> None:
    """Every judged figure changed: the same inputs and predictions, other errors."""
    casebook: Casebook = request.getfixturevalue(book)
    mine, theirs = told(casebook, id_), told(spoilt(casebook, id_), id_)
    assert mine.inputs == theirs.inputs
    for a, b in zip(mine.rows, theirs.rows, strict=True):
        assert (a.told, a.low, a.high) == (b.told, b.low, b.high)
        assert a.came != b.came


@pytest.mark.slow
@pytest.mark.parametrize("id_", ["allies-welcome", "new-life"])
def test_a_reception_is_told_without_what_judges_it(
    welcome: Casebook, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every judged figure changed: the same simulated people, byte for byte."""
    monkeypatch.setattr(reception, "DRAWS", 3)
    assert welcome.history is not None
    case = next(c for c in welcome.history.cases if c.id == id_)
    assert isinstance(case, Reception)
    mine = reception.tell(welcome, case)
    theirs = reception.tell(spoilt(welcome, id_), case)
    assert mine.inside.tobytes() == theirs.inside.tobytes()
    assert mine.closing.tobytes() == theirs.closing.tobytes()
    assert mine.law == theirs.law


@pytest.mark.slow
def test_allies_welcome_from_its_first_six_weeks(welcome: Casebook) -> None:
    """Both bars: population within 15 % on the mean, last day within three weeks."""
    found = told(welcome, "allies-welcome")
    assert [(bar.id, bar.met) for bar in found.bars] == [
        ("allies-welcome.population", True),
        ("allies-welcome.closing", True),
    ]
    held = found.scores[0].coverage80
    assert held is not None
    assert 0.7 <= held <= 0.9
    assert found.scores[0].error < min(found.scores[0].baselines.values())


def test_a_bar_must_name_a_score(welcome: Casebook) -> None:
    """A bar on what is not judged is named with its place."""
    assert welcome.history is not None
    cases = [
        c.model_copy(update={"bars": {"peek": Bar(below=1.0)}})
        for c in welcome.history.cases
        if c.id == "guantanamo-1991"
    ]
    file = HistoryFile.model_construct(cases=tuple(cases))
    with pytest.raises(CasebookError, match="did you mean 'peak'"):
        outcomes(dataclasses.replace(welcome, history=file))


def test_a_casebook_without_history_has_no_outcomes(welcome: Casebook) -> None:
    """Nothing named, nothing judged."""
    assert outcomes(dataclasses.replace(welcome, history=None)) == ()
